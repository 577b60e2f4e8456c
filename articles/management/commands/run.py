"""`manage.py run`: the whole desk with one command."""

import os
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.management import processes, setting_up
from articles.management.running import StopRequest, run_until, wait_for
from articles.running.address import page_answers, reachable, why_not_free
from articles.running.broker import answers, retire, tidy_up
from articles.running.lock import TakenError, only_one
from articles.running.supervisor import Supervisor


class Command(BaseCommand):
    help = "Set up what is missing, then run web, worker and scheduler together until Ctrl-C."
    requires_system_checks = ()  # made after the migrations, on the database as it is then

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.epilog = "Settings are environment variables: HOST, PORT, FACTCHECK_DATA, DATABASE_URL, REDIS_URL."

    def handle(self, *_: Any, **__: Any) -> None:
        os.umask(0o077)  # what this desk writes is for its owner only
        try:
            with only_one(settings.DATA_FOLDER / "run.lock"):
                self.run_desk()
        except TakenError as other:
            raise CommandError(
                f"A desk runs in {settings.DATA_FOLDER} already (process {other}); stop it or set FACTCHECK_DATA."
            ) from other

    def run_desk(self) -> None:
        """Set up, start, run, stop."""
        began = time.monotonic()
        why_not = why_not_free(settings.HOST, settings.PORT)
        if why_not:
            raise CommandError(f"{settings.HOST}:{settings.PORT} cannot be used ({why_not}); set PORT to another.")
        self.say(f"Data folder: {settings.DATA_FOLDER}")
        setting_up.prepare_database(self.say)
        setting_up.collect_pages_files(self.say)
        stop = StopRequest()
        with Supervisor(self.say) as supervisor:
            self.start(supervisor, stop)
            if not stop:
                self.welcome(time.monotonic() - began)
            run_until(stop, supervisor)
            self.say("Stopping …")
            supervisor.stop(at_once=stop.is_urgent)
        tidy_up(settings.BROKER_SOCKET, settings.DATA_FOLDER)
        self.say("Stopped.")

    def start(self, supervisor: Supervisor, stop: StopRequest) -> None:
        """Start the processes, each when what it needs is there; returns when the page answers."""
        if settings.BROKER_IS_EMBEDDED:
            role = processes.broker()
            retire(settings.BROKER_SOCKET)
            supervisor.start(role)
            wait_for("broker", supervisor, stop, lambda: answers(settings.BROKER_SOCKET))
        setting_up.ask_for_broker()
        setting_up.open_sample_desk(self.say)
        self.say("Starting worker, scheduler and web …")
        for role in (processes.worker(), processes.scheduler(), processes.web()):
            supervisor.start(role)
        site = settings.ALLOWED_HOSTS[0]
        wait_for("web", supervisor, stop, lambda: page_answers(settings.HOST, settings.PORT, settings.LOGIN_URL, site))

    def welcome(self, seconds: float) -> None:
        """Say where the desk is and how to get in."""
        host = reachable(settings.HOST)
        self.say(f"The desk is open: http://{f'[{host}]' if ':' in host else host}:{settings.PORT}/ ({seconds:.1f} s)")
        logins = setting_up.sample_logins()
        if logins:
            self.say(f"Sample log-ins: {logins}")
        self.say("Ctrl-C stops it.")

    def say(self, line: str) -> None:
        """Tell the operator, at once even through a pipe."""
        self.stdout.write(line)
        self.stdout.flush()
