"""Make history append-only in the database itself."""

from typing import ClassVar

from django.db import migrations

from articles.models import guards


class Migration(migrations.Migration):
    dependencies: ClassVar = [("articles", "0001_first_rows")]
    operations: ClassVar = [
        migrations.RunPython(lambda apps, editor: guards.install(editor), migrations.RunPython.noop),
    ]
