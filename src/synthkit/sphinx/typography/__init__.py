"""French typography in doctrees."""
