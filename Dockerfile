# The centre's web server and worker. Build: docker build -t motcua .   See docs/how-to/operate.md.
FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /build
# What the product needs changes seldom: a layer of its own.
COPY requirements/ requirements/
RUN python -m venv /opt/motcua \
 && /opt/motcua/bin/pip install --require-hashes --no-deps -r requirements/base.txt \
 && python -m venv /opt/build \
 && /opt/build/bin/pip install --require-hashes --no-deps -r requirements/bootstrap.txt
COPY pyproject.toml README.md LICENSE ./
COPY src/ src/
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
 && /opt/motcua/bin/pip install --no-deps /wheels/*.whl \
 && /opt/motcua/bin/python -m compileall -q /opt/motcua/lib \
 && /opt/motcua/bin/motcua plan warm

FROM python:3.11-slim-bookworm
RUN groupadd --system --gid 10001 motcua \
 && useradd --system --uid 10001 --gid motcua --home-dir /var/lib/motcua --shell /usr/sbin/nologin motcua \
 && install -d -o motcua -g motcua -m 0750 /var/lib/motcua
COPY --from=build /opt/motcua /opt/motcua
COPY deploy/health.py /opt/motcua/health.py
ENV PATH=/opt/motcua/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=motcua.site.settings \
    MOTCUA_HOME=/var/lib/motcua
USER 10001:10001
WORKDIR /var/lib/motcua
VOLUME /var/lib/motcua
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["python", "/opt/motcua/health.py"]
CMD ["motcua", "serve", "--host", "0.0.0.0", "--port", "8000"]
