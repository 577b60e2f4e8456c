"""Let a report be taken by the operator at the command line, who has no account."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("articles", "0002_append_only_guards")]
    operations: ClassVar = [
        migrations.AlterField(
            model_name="report",
            name="by",
            field=models.ForeignKey(
                help_text="Null: the operator, by command.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reports",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
