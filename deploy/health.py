"""Is the web server of this container well? Asks for a small page under the name it answers to."""

import os
import sys
from http.client import HTTPConnection, HTTPException

host = os.environ.get("MOTCUA_HOSTS", "localhost").split(",")[0].strip().lstrip("*.") or "localhost"
port = int(os.environ.get("MOTCUA_HEALTH_PORT", "8000"))
connection = HTTPConnection("127.0.0.1", port, timeout=4)
try:
    connection.request("GET", "/gioi-thieu/", headers={"Host": host, "X-Forwarded-Proto": "https"})
    status = connection.getresponse().status
except (OSError, HTTPException) as error:
    sys.exit(f"no answer on port {port}: {error}")
sys.exit(0 if status == 200 else f"status {status}")
