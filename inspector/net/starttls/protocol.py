"""The protocols that begin in plain text, and their ports."""

from enum import StrEnum


class Protocol(StrEnum):
    """What is spoken before TLS."""

    SMTP = "smtp"
    IMAP = "imap"
    POP3 = "pop3"
    FTP = "ftp"
    LDAP = "ldap"
    POSTGRES = "postgres"
    MYSQL = "mysql"

    @property
    def port(self) -> int:
        """The port where it is spoken in plain text first (IANA)."""
        return _PORTS[self]

    @property
    def tls_port(self) -> int | None:
        """The port where the same protocol speaks TLS from the first byte; None where there is none of its own."""
        return _TLS_PORTS.get(self)

    @property
    def label(self) -> str:
        """The name as people write it."""
        return _LABELS.get(self, self.upper())


_PORTS = {
    Protocol.SMTP: 25,
    Protocol.IMAP: 143,
    Protocol.POP3: 110,
    Protocol.FTP: 21,
    Protocol.LDAP: 389,
    Protocol.POSTGRES: 5432,
    Protocol.MYSQL: 3306,
}
_TLS_PORTS = {
    Protocol.SMTP: 465,
    Protocol.IMAP: 993,
    Protocol.POP3: 995,
    Protocol.FTP: 990,
    Protocol.LDAP: 636,
}
_LABELS = {Protocol.POSTGRES: "PostgreSQL", Protocol.MYSQL: "MySQL"}
