#!/usr/bin/env bash
# Starts ntk on a Spark cluster (4.1, Scala 2.13): options of spark-submit, then --, then a command of ntk.
#
#   mvn -Pspark -DskipTests package                     # once: the engine with its Spark part
#   docker/spark/submit.sh --master spark://host:7077 --executor-memory 8g -- \
#     spectrum --matrix-free --mixture d=2 --samples 1000000 --target gp --out /shared/million
#   docker/spark/submit.sh --master spark://host:7077 -- sweep /shared/sweep.yaml --out /shared/sweep
#   docker/spark/submit.sh --gpus 2 --master spark://host:7077 -- ...     # executors with that many GPUs, one a task
#
# "spectrum --matrix-free" shares the products of one large problem among all executors; "sweep" gives each task one point,
# and its file and --out must be absolute paths that all machines see. SPARK_HOME or PATH has spark-submit.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
jar=${NTK_JAR:-$home/target/ntk-asymptotics.jar}

misuse() {
  echo "submit.sh: $1 (see the head of $0)" >&2
  exit 2
}

options=()
gpus=
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  case $1 in
    --gpus)
      gpus=${2:-}
      [[ $gpus =~ ^[1-9][0-9]*$ ]] || misuse "--gpus: expected a number from 1, got '$gpus'"
      shift
      ;;
    *) options+=("$1") ;;
  esac
  shift
done
[ $# -ge 2 ] || misuse "expected options of spark-submit, --, and a command of ntk"
shift
command=$1

if [ -n "$gpus" ]; then
  options+=(
    --conf "spark.executor.resource.gpu.amount=$gpus"
    --conf "spark.executor.resource.gpu.discoveryScript=${NTK_GPU_SCRIPT:-$home/docker/spark/gpus.sh}"
    --conf spark.task.resource.gpu.amount=1
  )
fi

case $command in
  sweep)
    shift
    case ${1:-} in /*) ;; *) misuse "sweep: expected the sweep file's absolute path first, got '${1:-}'" ;; esac
    out=
    for ((i = 1; i < $#; i++)); do
      if [ "${!i}" = --out ]; then
        j=$((i + 1))
        out=${!j}
      fi
    done
    case $out in /*) ;; *) misuse "sweep: expected --out DIR, an absolute path that all machines see, got '$out'" ;; esac
    class=org.ntkasymptotics.spark.SweepJob
    arguments=("$@")
    ;;
  *)
    class=org.ntkasymptotics.cli.Main
    arguments=("$@" --backend spark)
    ;;
esac

# A jar inside the image (local:) or elsewhere is Spark's to find.
[[ $jar == *:/* ]] || [ -r "$jar" ] || misuse "$jar is not there: build it with mvn -Pspark -DskipTests package, or name it in NTK_JAR"
submit=${SPARK_HOME:+$SPARK_HOME/bin/}spark-submit
exec "$submit" --conf spark.log.level=WARN "${options[@]}" --class "$class" "$jar" "${arguments[@]}"
