"""Email to an SMTP server: plain text, STARTTLS where it is asked for, one connection a message."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import localtime

from familyhub.messages.carrying import Broken, MailSettings, Never, NoServer, NotNow, Parcel, Refused, Taken
from familyhub.messages.terms import NO_ANSWER, Way

CODE = "smtp"
WAYS = (Way.EMAIL,)
RANK = 10
SECONDS = 20
REFUSED = 500
# no such mailbox, not local, a name that cannot be one, takes no mail at all (RFC 5321, RFC 7504)
NO_SUCH_ADDRESS = frozenset({521, 550, 551, 553, 556})


def is_set_up(environment: MailSettings, way: Way) -> bool:
    """Is a mail server named?"""
    return bool(environment.mail_host)


def _email(parcel: Parcel, sender: str) -> EmailMessage:
    email = EmailMessage()
    email["From"] = sender
    email["To"] = parcel.to_address
    email["Subject"] = parcel.subject
    email["Message-ID"] = parcel.reference
    email["Date"] = localtime()
    email["Auto-Submitted"] = "auto-generated"
    email.set_content(parcel.words)
    return email


def _recipient(code: int) -> Exception:
    """What is said of the address itself."""
    return Never(f"no such address (code {code})") if code in NO_SUCH_ADDRESS else _by_code(code)


def _by_code(code: int) -> Exception:
    return Refused(f"refused with code {code}") if code >= REFUSED else NotNow(f"put off with code {code}")


def _talk(server: smtplib.SMTP, parcel: Parcel, environment: MailSettings) -> None:
    try:
        if environment.mail_tls:
            server.starttls(context=ssl.create_default_context())
        if environment.mail_user:
            server.login(environment.mail_user, environment.mail_password)
    except smtplib.SMTPServerDisconnected:
        raise NoServer(NO_ANSWER) from None
    server.send_message(_email(parcel, environment.mail_from))


def send(parcel: Parcel, environment: MailSettings) -> Taken:
    """Hand the parcel over. Errors: NoServer, Broken, NotNow, Refused, Never."""
    try:
        with smtplib.SMTP(environment.mail_host, environment.mail_port, timeout=SECONDS) as server:
            try:
                _talk(server, parcel, environment)
            except (smtplib.SMTPServerDisconnected, TimeoutError, ConnectionError):
                raise Broken("the server went away before it answered") from None
    except smtplib.SMTPRecipientsRefused as error:
        code, _ = next(iter(error.recipients.values()))
        raise _recipient(code) from None
    except smtplib.SMTPDataError as error:
        raise _by_code(error.smtp_code) from None
    except (smtplib.SMTPException, OSError) as error:
        # whatever else fails (no route, TLS, sign-in, sender) fails for every message: none of them is to blame
        raise NoServer(f"{NO_ANSWER} ({type(error).__name__})") from None
    return Taken("taken by the mail server")
