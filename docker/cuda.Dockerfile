# The engine for NVIDIA GPUs: as cpu.Dockerfile, with kernels for every device from compute capability 7.5 on, and those of
# CUDA's libraries that are loaded.
#
#   docker build -f docker/cuda.Dockerfile -t ntk-asymptotics:cuda --build-arg REVISION="$(git describe --always --dirty)" .
#   docker run --rm --gpus all -u "$(id -u):$(id -g)" -v "$PWD:/work" ntk-asymptotics:cuda doctor
#
# The runtime image is NVIDIA's "base", which leaves out the 2 GB of libraries that "runtime" would bring. The devices' driver
# comes from the machine, by NVIDIA's container toolkit.
ARG BUILD_IMAGE=nvidia/cuda:12.6.3-devel-ubuntu24.04
ARG RUNTIME_IMAGE=nvidia/cuda:12.6.3-base-ubuntu24.04

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
# An image without kernels would compute on the CPU.
RUN test -s target/classes/cuda/kernels.fatbin \
    && mkdir /libraries && cd /usr/local/cuda/lib64 \
    && cp -L libcublas.so.12 libcublasLt.so.12 libcusolver.so.11 libcusolverMg.so.11 libcusparse.so.12 libnvJitLink.so.12 \
      /libraries/ \
    && /source/docker/program.sh /opt/ntk-asymptotics --system /base --cuda /libraries

FROM base
# Not to /usr/local/cuda, which is a chain of links in NVIDIA's images.
COPY --from=program /libraries /opt/cuda/lib64
COPY --from=program /opt/ntk-asymptotics /opt/ntk-asymptotics
# The first start leaves an archive of classes, in the background, which halves the time of those to come.
RUN ln -s /opt/ntk-asymptotics/ntk /usr/local/bin/ntk && install -d -m 1777 /work \
    && ntk --version && timeout 900 sh -c 'until test -s "$(echo /opt/ntk-asymptotics/lib/ntk-*.jsa)"; do sleep 1; done'
# What the container toolkit brings of the driver, where the base does not say it.
ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility
# Any user will do: natives are unpacked to HOME, results go to the working directory.
ENV HOME=/tmp
USER 10001:10001
WORKDIR /work
HEALTHCHECK --interval=5m --timeout=30s CMD ["ntk", "doctor"]
ENTRYPOINT ["ntk"]
CMD ["--help"]
