# Dragoman as one container: the service, its dictionaries and the parsing model; nothing is fetched at run time.
#
#   docker build -t dragoman .
#   docker run --rm -p 127.0.0.1:8000:8000 dragoman
#
# The image listens on all addresses of the container, and DRAGOMAN_PUBLIC=yes says that this is meant although no
# keys are set: publish the port only where callers may be, or set DRAGOMAN_KEYS_FILE (docs/operations.md).

FROM python:3.11-slim AS packages
# A package index that has a CPU build of torch makes the image smaller by some gigabytes.
ARG TORCH_INDEX=""
WORKDIR /app
COPY requirements.lock .
RUN python -m venv --copies /app/venv
RUN /app/venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check ${TORCH_INDEX:+--extra-index-url "$TORCH_INDEX"} -r requirements.lock

# Reading, actors and coding become machine code beside their sources; both find the same events.
FROM packages AS compiled
RUN apt-get update && apt-get install --yes --no-install-recommends gcc libc6-dev
COPY requirements-dev.lock .
RUN /app/venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check -c requirements-dev.lock mypy setuptools
COPY tools/compile.py tools/compile.py
COPY coder coder
RUN /app/venv/bin/python tools/compile.py coder

FROM python:3.11-slim
WORKDIR /app
COPY --from=packages /app/venv /app/venv
COPY --from=compiled /app/*.so ./
COPY --from=compiled /app/coder coder
COPY LICENSE wsgi.py gunicorn.conf.py ./
COPY models/stanza-en-compact models/stanza-en-compact
COPY schemas schemas
COPY dictionaries dictionaries
ENV PATH=/app/venv/bin:$PATH HOME=/tmp PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DRAGOMAN_HOST=0.0.0.0 DRAGOMAN_PUBLIC=yes
RUN mkdir -m 1777 inbox dead-letters
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ.get('DRAGOMAN_PORT', '8000') + '/readyz', timeout=4)"]
CMD ["python", "-m", "gunicorn", "wsgi:application"]
