# The service alone; its PostgreSQL stands beside it (docker-compose.yml).
#
# Untested: no container engine ran where this was written. The steps are those of
# "make build".

FROM node:22-bookworm-slim AS pages
WORKDIR /source/frontend
COPY frontend/package.json frontend/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY frontend/ ./
RUN npm run build

FROM golang:1.26-bookworm AS program
WORKDIR /source
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=pages /source/frontend/dist/ frontend/dist/
ARG VERSION=container
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-X main.version=${VERSION}" -o /allmende ./cmd/allmende

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates tzdata \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /var/lib/allmende allmende \
 && install -d -o allmende -g allmende -m 0700 /var/lib/allmende
COPY --from=program /allmende /usr/local/bin/allmende
USER allmende
ENV ALLMENDE_LISTEN=0.0.0.0:8080 \
    ALLMENDE_DATA=/var/lib/allmende
VOLUME /var/lib/allmende
EXPOSE 8080
# Without a database server of its own in the image, the service must be told of one.
ENTRYPOINT ["/bin/sh", "-c", ": \"${DATABASE_URL:?set DATABASE_URL to the owner's connection to a PostgreSQL 14 or later}\"; exec allmende \"$@\"", "allmende"]
CMD ["serve"]
# bash speaks HTTP here because the image has no other client.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["/bin/bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /healthz HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
