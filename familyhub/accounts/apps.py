from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Staff, teams, posts and who holds them, roles, sign-in."""

    name = "familyhub.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Refuse to start on a role that grants something unknown, or a permission that nobody has."""
        from familyhub.accounts.role_shelf import check_roles  # after every app's permissions have loaded

        check_roles()
