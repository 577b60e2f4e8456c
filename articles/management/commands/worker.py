"""`manage.py worker`: worker and scheduler only, for a desk whose web server and broker run elsewhere."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.management import processes, setting_up
from articles.management.running import StopRequest, run_until
from articles.running.supervisor import Supervisor


class Command(BaseCommand):
    help = "Run the worker and its scheduler until Ctrl-C; the broker and the database must be there."

    def handle(self, *_: Any, **__: Any) -> None:
        setting_up.ask_for_broker()
        stop = StopRequest()
        with Supervisor(self.say) as supervisor:
            supervisor.start(processes.worker())
            supervisor.start(processes.scheduler())
            self.say("Worker and scheduler are running. Ctrl-C stops them.")
            run_until(stop, supervisor)
            supervisor.stop(at_once=stop.is_urgent)
        self.say("Stopped.")

    def say(self, line: str) -> None:
        """Tell the operator, at once even through a pipe."""
        self.stdout.write(line)
        self.stdout.flush()
