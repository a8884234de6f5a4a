"""A whole mail server, Exim, takes the mail and delivers it; the mailbox is read back."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import NamedTuple

import pytest
import trustme

from briefing.brief import Brief
from tests.conftest import SEED
from tests.loopback import closed_port
from tests.mailserver import PASSWORD, USER, authority, trusted
from tests.test_cli import run
from tests.test_message import CVE_2024_6923

__all__ = ["authority", "trusted"]

pytestmark = pytest.mark.installed

CONFIGURATION = """
primary_hostname = mail.test
spool_directory = {folder}/spool
log_file_path = {folder}/log/%slog
pid_file_path = {folder}/exim.pid
exim_user = {user}
exim_group = {group}
never_users =
local_interfaces = 127.0.0.1.{port}
daemon_smtp_ports = {port}
tls_advertise_hosts = *
tls_certificate = {folder}/server.pem
tls_privatekey = {folder}/server.pem
auth_advertise_hosts = ${{if eq{{$tls_in_cipher}}{{}}{{}}{{*}}}}
acl_smtp_rcpt = rcpt
acl_smtp_data = accept
host_lookup =
rfc1413_hosts =
keep_environment =

begin acl
rcpt:
  deny
    !authenticated = *
    message = log in first
  deny
    local_parts = unknown
    message = there is no such mailbox
  accept

begin routers
local:
  driver = accept
  local_parts = anna : ben
  transport = maildir

begin transports
maildir:
  driver = appendfile
  directory = {folder}/mail/$local_part_data
  directory_mode = 0755
  maildir_format
  create_directory
  delivery_date_add
  envelope_to_add
  return_path_add
  user = {user}

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${{if and{{{{eq{{$auth2}}{{{login}}}}}{{eq{{$auth3}}{{{password}}}}}}}}}
  server_set_id = $auth2
"""


class Exim(NamedTuple):
    port: int
    folder: Path

    def mailbox(self, name: str) -> list[EmailMessage]:
        """What a mailbox holds, parsed; waited for, since Exim delivers after it has answered."""
        end = time.monotonic() + 20
        while time.monotonic() < end and not list(self.folder.glob(f"mail/{name}/new/*")):
            time.sleep(0.05)
        parser = BytesParser(EmailMessage, policy=policy.default)
        where = self.folder / "mail" / name
        if not where.exists():
            return []
        return [parser.parsebytes(path.read_bytes()) for path in sorted(where.glob("new/*"))]


@pytest.fixture
def exim(tmp_path: Path, trusted: trustme.CA) -> Iterator[Exim]:
    """Exim by a configuration of ours, on a high port of loopback, writing to the test's folder."""
    program = shutil.which("exim4", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        reason = "needs Exim (apt-get install exim4-daemon-light), which .ci/run installs"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    import pwd  # there is none on Windows, where there is no Exim either

    port = closed_port()
    trusted.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(
        str(tmp_path / "server.pem")
    )
    for name in ("spool", "log", "mail"):
        (tmp_path / name).mkdir()
    # As root Exim gives up its rights, and refuses a configuration that others can write.
    user = pwd.getpwuid(os.geteuid() or pwd.getpwnam("Debian-exim").pw_uid)
    if os.geteuid() == 0:
        for path in (tmp_path, *tmp_path.iterdir()):
            os.chown(path, user.pw_uid, user.pw_gid)
        for path in (tmp_path, *tmp_path.parents[:2]):
            path.chmod(0o755)
    configuration = tmp_path / "exim.conf"
    configuration.write_text(
        CONFIGURATION.format(
            folder=tmp_path,
            port=port,
            user=user.pw_name,
            group=user.pw_gid,
            login=USER,
            password=PASSWORD,
        )
    )
    process = subprocess.Popen(
        [program, "-C", configuration, "-bdf", "-q1m"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        wait_for(port, process)
        yield Exim(port, tmp_path)
    finally:
        process.terminate()
        said = process.communicate(timeout=20)[0]
        print(said)
        for log in (tmp_path / "log").iterdir():
            print(log.read_text())


def wait_for(port: int, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("Exim does not listen")


def test_a_brief_comes_through_a_real_mail_server_as_it_was_sent(
    exim: Exim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "brief.json"
    assert run("make", SEED, "--format", "json", "-o", path).returncode == 0
    brief = Brief.model_validate_json(path.read_bytes())
    title = f"{CVE_2024_6923}\r\n.\r\nFrom nobody"
    path.write_text(brief.model_copy(update={"title": title}).model_dump_json(), "utf-8")
    monkeypatch.setenv("BRIEFING_MAIL_FROM", "Стіл <desk@example.org>")
    monkeypatch.setenv("BRIEFING_SMTP", f"smtp+starttls://{USER}@localhost:{exim.port}")
    monkeypatch.setenv("BRIEFING_SMTP_PASSWORD", PASSWORD)
    to = ("--to", "Анна <anna@mail.test>", "--to", "ben@mail.test", "--to", "unknown@mail.test")
    assert run("send", path, *to, "--dry-run", "-o", tmp_path / "sent.eml").returncode == 0
    done = run("send", path, *to)
    assert done.returncode == 4
    assert "delivered to anna@mail.test" in done.stderr
    assert "delivered to ben@mail.test" in done.stderr
    assert "undelivered: unknown@mail.test: 550 there is no such mailbox" in done.stderr
    run("send", path, *to)

    (message,) = exim.mailbox("anna")
    assert len(exim.mailbox("ben")) == 1
    sent = BytesParser(EmailMessage, policy=policy.default).parsebytes(
        (tmp_path / "sent.eml").read_bytes()
    )
    added = {"return-path", "envelope-to", "delivery-date", "received"}
    assert {name.lower() for name in message} - added == {name.lower() for name in sent}
    assert message["Bcc"] is None
    assert message["Return-Path"] == "<desk@example.org>"
    assert message["Subject"] == sent["Subject"]
    assert message["From"] == sent["From"] == "Стіл <desk@example.org>"
    assert message["To"] == sent["To"]
    assert message["Message-ID"] == sent["Message-ID"]
    for part in ("plain", "html"):
        ours, theirs = sent.get_body((part,)), message.get_body((part,))
        assert ours is not None
        assert theirs is not None
        assert ours.get_content().split() == theirs.get_content().split()
        assert "all-out war" in " ".join(theirs.get_content().split())
