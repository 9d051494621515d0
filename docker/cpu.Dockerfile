# The engine for the CPU: a Java runtime of what it needs, its jar, nothing else above a small Debian.
#
#   docker build -f docker/cpu.Dockerfile -t ntk-asymptotics:cpu --build-arg REVISION="$(git describe --always --dirty)" .
#   docker run --rm -u "$(id -u):$(id -g)" -v "$PWD:/work" ntk-asymptotics:cpu figure 1
#
# Another Debian or Ubuntu can be the base, with glibc 2.34 or newer. Where Maven's repository is mounted into the build,
# REPOSITORY says where, and nothing is downloaded that is there.
ARG BUILD_IMAGE=debian:bookworm-slim
ARG RUNTIME_IMAGE=debian:bookworm-slim

FROM ${BUILD_IMAGE} AS build
RUN apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openjdk-17-jdk-headless maven \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
ARG REVISION=unknown
ARG REPOSITORY=/root/.m2/repository
RUN mvn -B -ntp -q -Dmaven.repo.local="$REPOSITORY" -Dgit.commit.id.describe="$REVISION" -Dmaven.test.skip=true -Dsource.checks=-nowarn package

FROM ${RUNTIME_IMAGE} AS base

FROM build AS program
COPY --from=base / /base
RUN docker/program.sh /opt/ntk-asymptotics --system /base

FROM base
COPY --from=program /opt/ntk-asymptotics /opt/ntk-asymptotics
# The first start leaves an archive of classes, in the background, which halves the time of those to come.
RUN ln -s /opt/ntk-asymptotics/ntk /usr/local/bin/ntk && install -d -m 1777 /work \
    && ntk --version && timeout 900 sh -c 'until test -s "$(echo /opt/ntk-asymptotics/lib/ntk-*.jsa)"; do sleep 1; done'
# Any user will do: natives are unpacked to HOME, results go to the working directory.
ENV HOME=/tmp
USER 10001:10001
WORKDIR /work
HEALTHCHECK --interval=5m --timeout=30s CMD ["ntk", "doctor"]
ENTRYPOINT ["ntk"]
CMD ["--help"]
