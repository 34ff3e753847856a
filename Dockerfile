# The server as a static program on an image without a shell or a package manager.
#
#   docker build --build-arg VERSION="$(git describe --tags --always)" -t audiensi .
#   docker run -p 127.0.0.1:8080:8080 -v audiensi-data:/data audiensi
#   docker run --rm -it -v audiensi-data:/data audiensi user add --help

# The build runs on the building machine's platform and cross-compiles: no emulation.
FROM --platform=$BUILDPLATFORM golang:1.26.8-bookworm AS build
WORKDIR /src

# Modules come first: this layer is rebuilt only when they change.
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download

COPY . .
ARG TARGETOS
ARG TARGETARCH
ARG VERSION=unknown
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \
    go build -trimpath -ldflags "-s -w -X audiensi/cmd.Version=$VERSION" -o /out/audiensi . \
    && mkdir /out/data

FROM gcr.io/distroless/static-debian12
COPY --from=build /out/audiensi /audiensi
# A new volume takes over the owner of the directory it covers.
COPY --from=build --chown=65532:65532 /out/data /data

# Each variable also exists with _FILE at its end, naming a file that holds the value.
ENV AUDIENSI_ADDR=0.0.0.0:8080 \
    AUDIENSI_DATABASE=sqlite:/data/audiensi.db

# Numeric, so that Kubernetes can see that it is not root.
USER 65532:65532
WORKDIR /data
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 CMD ["/audiensi", "healthcheck"]
ENTRYPOINT ["/audiensi"]
CMD ["serve", "--migrate"]
