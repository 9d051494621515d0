#!/usr/bin/env bash
# Runs a sweep on a Slurm of this one machine: controller, node and authentication by munge, all started here as root and
# stopped at the end. The node has two GPUs that exist by number only, for which the emulated device answers.
#
#   docker/slurm/test-sweep.sh [PROGRAM]      ./ntk unless told; target/emulated-device must be there
#
# Two array tasks share six points. When both are at work, an urgent job preempts one: it is told to stop, saves what it has,
# goes back into the queue and ends what it began. So does the other, whose time runs out. In the end every loss must be, bit
# by bit, that of the same sweep without Slurm.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
program=$(realpath "${1:-ntk}")
device=$(realpath target/emulated-device)

fail() {
  echo "slurm: $1" >&2
  for log in "$place"/*.log; do echo "--- $log" && tail -n 40 "$log"; done >&2
  exit 1
}

# --- a cluster of one machine -----------------------------------------------------------------------

place=$(mktemp -d /tmp/ntk-slurm.XXXXXX)
daemons=()
stop() {
  # Jobs outlive their cluster otherwise.
  scancel --user root --full --signal=KILL 2>/dev/null || true
  scancel --user root 2>/dev/null || true
  for ((i = 0; i < 40; i++)); do [ -n "$(squeue -h 2>/dev/null)" ] && sleep 0.5 || break; done
  [ "${#daemons[@]}" -eq 0 ] || kill "${daemons[@]}" 2>/dev/null || true
  wait || true
  rm -rf "$place"
}
trap stop EXIT
chmod 755 "$place"
mkdir "$place"/{state,spool,munge}
node=$(hostname -s)
cores=$(nproc)
memory=$(($(sed -n 's/^MemAvailable: *\([0-9]*\) kB/\1/p' /proc/meminfo) / 1024))
port=$((20000 + RANDOM % 10000))
cat >"$place/slurm.conf" <<CONF
ClusterName=one
SlurmctldHost=$node(127.0.0.1)
SlurmUser=root
SlurmctldPort=$port
SlurmdPort=$((port + 1))
# A task that goes back into the queue waits for its credential to expire.
AuthInfo=socket=$place/munge/socket,cred_expire=5
StateSaveLocation=$place/state
SlurmdSpoolDir=$place/spool
SlurmctldPidFile=$place/slurmctld.pid
SlurmdPidFile=$place/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
ReturnToService=2
SlurmdParameters=config_overrides
SchedulerParameters=sched_interval=2,bf_interval=2
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
GresTypes=gpu
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
KillWait=10
InactiveLimit=0
NodeName=$node NodeAddr=127.0.0.1 CPUs=$cores RealMemory=$memory Gres=gpu:2
PartitionName=patient Nodes=$node Default=YES PriorityTier=1 PreemptMode=REQUEUE
PartitionName=urgent Nodes=$node PriorityTier=2 PreemptMode=OFF
CONF
touch "$place"/gpu{0,1}
echo "NodeName=$node Name=gpu File=$place/gpu[0-1]" >"$place/gres.conf"
export SLURM_CONF=$place/slurm.conf

head -c 1024 /dev/urandom >"$place/munge/key"
chmod 700 "$place/munge" && chmod 400 "$place/munge/key"
chown -R munge: "$place/munge"
chmod 711 "$place/munge"
setpriv --reuid=munge --regid=munge --clear-groups munged --foreground --key-file "$place/munge/key" \
  --socket "$place/munge/socket" --pid-file "$place/munge/pid" --log-file "$place/munge/log" \
  --seed-file "$place/munge/seed" --force >"$place/munged.log" 2>&1 &
daemons+=($!)
for ((i = 0; i < 50; i++)); do [ -S "$place/munge/socket" ] && break || sleep 0.1; done
slurmctld -D -f "$place/slurm.conf" >"$place/slurmctld.log" 2>&1 &
daemons+=($!)
slurmd -D -N "$node" -f "$place/slurm.conf" >"$place/slurmd.log" 2>&1 &
daemons+=($!)

# until_true SECONDS WHAT COMMAND…
until_true() {
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || fail "waited in vain for $what"
    sleep 0.3
  done
}
is_idle() { [ "$(sinfo -h -o %T 2>/dev/null | sort -u)" = idle ]; }
until_true 20 "an idle node" is_idle
echo "slurm: a cluster of one machine is up after $SECONDS s"

# --- a sweep of trainings, on the CPU ----------------------------------------------------------------

# Each task's first point takes long enough to be kept half-way, which the program does every 5 seconds.
cat >"$place/sweep.yaml" <<YAML
base:
  experiment: train
  data: {samples: 200}
  training: {width: 100}
  target: ball:radius=1.0
grid:
  training.steps: [2400000, 5000, 6000]
  seed: [1, 2]
YAML

# submit TASKS OPTION…: an array, the number of which it leaves in job; each task has a GPU.
submit() {
  job=$(NTK=$program sbatch --parsable --array="$1" --cpus-per-task=1 --mem=1G --gres=gpu:1 --time=10 \
    --output="$place/task-%A-%a.log" docker/slurm/sweep.sbatch "${@:2}")
}

# is TASK FIELD VALUE: whether Slurm says so of a task of the array.
is() { scontrol show job "${job}_$1" 2>/dev/null | grep -qE "(^| )$2=$3( |\$)"; }
both() { is 1 "$@" && is 2 "$@"; }

half_way() { [ "$(find "$place/swept" -path '*.partial/*.state' 2>/dev/null | wc -l)" -eq 2 ]; }
preempted() { is 1 Restarts 1 || is 2 Restarts 1; }

submit 1-2 "$place/sweep.yaml" --out "$place/swept" --backend cpu
until_true 120 "both tasks' first states" half_way
urgent=$(sbatch --parsable --partition=urgent --gres=gpu:1 --mem=100 --time=1 --output=/dev/null --wrap "sleep 1")
until_true 60 "a preemption by job $urgent" preempted
first=$(is 1 Restarts 1 && echo 1 || echo 2)
echo "slurm: task $first was preempted, after $SECONDS s"

other=$((3 - first))
scancel --batch --signal=USR1 "${job}_$other"
until_true 60 "the requeue of the task whose time was up" is "$other" Restarts 1
echo "slurm: task $other went back into the queue when its time was up, after $SECONDS s"

until_true 240 "both tasks' end" both JobState COMPLETED
echo "slurm: both tasks are done, after $SECONDS s"

# --- what came out -----------------------------------------------------------------------------------

"$program" report "$place/swept" --out "$place/merged" >"$place/report.log" 2>&1 || fail "no report"
for share in 1 2; do
  "$program" sweep "$place/sweep.yaml" --shard "$share/2" --out "$place/plain" --backend cpu --threads 1 --quiet \
    >"$place/plain-$share.log" 2>&1 &
  shares[share]=$!
done
wait "${shares[1]}" && wait "${shares[2]}" || fail "no sweep without Slurm"
points=0
for made in "$place"/plain/*/loss*.csv; do
  cmp "$made" "${made/plain/swept}" || fail "$made differs"
  points=$((points + 1))
done
[ "$points" -eq 6 ] || fail "$points points, expected 6"
echo "slurm: six losses are those of a sweep without Slurm, bit by bit, after $SECONDS s"

# --- a GPU, as far as the emulated device is one -----------------------------------------------------

echo "{base: {data: {samples: 60}, target: gp}, grid: {seed: [1]}}" >"$place/one.yaml"
submit 1 "$place/one.yaml" --out "$place/cuda" --cuda-libs "$device"
until_true 60 "a task on the GPU" is 1 JobState COMPLETED
grep -q '"device": "Emulated device"' "$place"/cuda/*/summary.json || fail "the GPU was not used"
submit 1 "$place/one.yaml" --out "$place/none"
until_true 60 "a task that cannot use its GPU" is 1 JobState FAILED
is 1 ExitCode 3:0 || fail "expected exit code 3: $(scontrol show job "${job}_1")"
echo "slurm: passed, after $SECONDS s"
