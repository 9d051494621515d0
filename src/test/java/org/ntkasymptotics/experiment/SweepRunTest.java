package org.ntkasymptotics.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.config.Sweep;
import org.ntkasymptotics.config.SweepPoint;
import org.ntkasymptotics.report.RunDirectory;
import org.ntkasymptotics.report.SweepDirectory;
import org.ntkasymptotics.report.SweepDirectory.State;

/** Which points of a sweep are run, and what becomes of the others. */
class SweepRunTest {
  private static final String YAML = "base: {data: {samples: 40}}\ngrid: {seed: [1, 2, 3, 4]}\n";

  @TempDir Path temp;

  private final List<String> worked = new ArrayList<>();

  private Sweep sweep(String yaml) throws IOException {
    return Sweep.read(Files.writeString(temp.resolve("s.yaml"), yaml), source -> source);
  }

  private SweepDirectory directory() {
    return new SweepDirectory(temp.resolve("out"));
  }

  private SweepRun checked(String yaml) throws IOException {
    return SweepRun.checked(sweep(yaml), directory());
  }

  private void finish(SweepPoint point, RunDirectory run) {
    worked.add(point.name());
    try (run) {
      run.writeVector("eigenvalues.npy", new double[] {1});
      run.finish();
    }
  }

  private static Set<String> names(Iterable<SweepPoint> points) {
    Set<String> names = new java.util.TreeSet<>();
    points.forEach(point -> names.add(point.name()));
    return names;
  }

  @Test
  void aFinishedPointIsNotRunAgain() throws IOException {
    SweepRun.Tally first = checked(YAML).run(Shard.from("1/2", ""), this::finish);
    assertEquals(Set.of("seed=1", "seed=3"), names(first.finished()));
    SweepRun.Tally second = checked(YAML).run(Shard.ALL, this::finish);
    assertEquals(Set.of("seed=1", "seed=3"), names(second.before()));
    assertEquals(Set.of("seed=2", "seed=4"), names(second.finished()));
    assertEquals(List.of("seed=1", "seed=3", "seed=2", "seed=4"), worked);
    SweepRun grown = checked(YAML.replace("4]", "4, 5]"));
    assertEquals(State.FINISHED, grown.state(grown.sweep().points().get(3)));
    assertEquals(Set.of("seed=5"), names(grown.run(Shard.ALL, this::finish).finished()));
  }

  @Test
  void anotherExperimentUnderTheSameNameIsRefusedBeforeAnyPointRuns() throws IOException {
    checked(YAML).run(Shard.from("4/4", ""), this::finish);
    worked.clear();
    String message =
        assertThrows(IllegalArgumentException.class, () -> checked(YAML.replace("40", "50")))
            .getMessage();
    assertTrue(message.contains("seed=4 holds another experiment"), message);
    assertTrue(message.contains("(data.samples: 50 here, 40 there)"), message);
    assertEquals(List.of(), worked);
    // Another machine is no other experiment.
    SweepRun elsewhere = checked(YAML.replace("base: {", "base: {backend: {threads: 1}, "));
    assertEquals(Set.of("seed=4"), names(elsewhere.run(Shard.ALL, this::finish).before()));
  }

  @Test
  void aFailingPointDoesNotStopTheOthers() throws IOException {
    SweepRun.Tally tally =
        checked(YAML)
            .run(
                Shard.ALL,
                (point, run) -> {
                  if (point.name().equals("seed=2")) {
                    run.discard();
                    throw new ComputationException("modes: no convergence; try again");
                  }
                  if (point.name().equals("seed=3")) {
                    run.discard();
                    throw new OutOfMemoryError("Java heap space");
                  }
                  finish(point, run);
                });
    assertEquals(Set.of("seed=1", "seed=4"), names(tally.finished()));
    assertEquals(
        List.of("modes: no convergence; try again", "OutOfMemoryError: Java heap space"),
        List.copyOf(tally.failed().values()));
    assertEquals(State.FAILED, directory().state("seed=2"));
    assertEquals("modes: no convergence; try again", directory().failure("seed=2").orElseThrow());
    SweepRun.Tally again = checked(YAML).run(Shard.ALL, this::finish);
    assertEquals(Set.of("seed=2", "seed=3"), names(again.finished()));
    assertTrue(directory().failure("seed=2").isEmpty());
  }

  @Test
  void whatWasInterruptedGoesOnWithItsPieces() throws IOException {
    assertThrows(
        AssertionError.class,
        () ->
            checked(YAML)
                .run(
                    Shard.ALL,
                    (point, run) -> {
                      run.writeVector("half.npy", new double[] {7});
                      run.close();
                      throw new AssertionError("as if killed");
                    }));
    assertEquals(State.INTERRUPTED, directory().state("seed=1"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> checked(YAML.replace("40", "50")))
            .getMessage();
    assertTrue(message.contains("seed=1 holds another experiment"), message);
    List<Boolean> found = new ArrayList<>();
    checked(YAML)
        .run(
            Shard.ALL,
            (point, run) -> {
              found.add(run.has("half.npy"));
              finish(point, run);
            });
    assertEquals(List.of(true, false, false, false), found);
  }

  @Test
  void aPointInAnothersHandsIsLeftToIt() throws IOException {
    SweepRun run = checked(YAML);
    SweepPoint second = run.sweep().points().get(1);
    RunDirectory held =
        RunDirectory.start(directory().run(second.name()), second.config().toYaml());
    SweepRun.Tally tally = run.run(Shard.ALL, this::finish);
    assertEquals(Set.of("seed=2"), names(tally.busy()));
    assertEquals(3, tally.finished().size());
    assertFalse(worked.contains("seed=2"));
    held.close();
    assertEquals(Set.of("seed=2"), names(run.run(Shard.ALL, this::finish).finished()));
  }

  /** Two at once, each with all points: every point is computed exactly once. */
  @Test
  void twoOnOneDirectoryShareTheWork() throws Exception {
    String yaml = "base: {data: {samples: 40}}\ngrid: {seed: {from: 1, to: 60}}\n";
    List<String> done = java.util.Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    List<SweepRun.Tally> tallies = java.util.Collections.synchronizedList(new ArrayList<>());
    for (int t = 0; t < 3; t++) {
      SweepRun run = checked(yaml);
      Thread thread =
          new Thread(
              () ->
                  tallies.add(
                      run.run(
                          Shard.ALL,
                          (point, directory) -> {
                            done.add(point.name());
                            directory.writeVector("eigenvalues.npy", new double[] {1});
                            directory.finish();
                          })));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(3, tallies.size());
    assertEquals(60, done.size(), done.toString());
    assertEquals(60, Set.copyOf(done).size());
    assertTrue(tallies.stream().allMatch(tally -> tally.failed().isEmpty()), tallies.toString());
  }

  /** A machine on which points take until both have begun one, so that both have some. */
  private static class Machine implements SweepRun.Worker {
    private final CountDownLatch begun;
    private final List<String> names = new ArrayList<>();
    private final Set<String> failing;
    private final boolean works;

    Machine(CountDownLatch begun, boolean works, String... failing) {
      this.begun = begun;
      this.works = works;
      this.failing = Set.of(failing);
    }

    @Override
    public void run(SweepPoint point, RunDirectory run) {
      try (run) {
        names.add(point.name());
        begun.countDown();
        if (!begun.await(30, TimeUnit.SECONDS)) {
          throw new IllegalStateException("the other machine does nothing");
        }
        if (failing.contains(point.name()) || failing.contains("all")) {
          run.discard();
          throw new ComputationException("out of order");
        }
        run.writeVector("eigenvalues.npy", new double[] {1});
        run.finish();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public boolean works() {
      return works;
    }
  }

  @Test
  void machinesSideBySideShareThePoints() throws IOException {
    CountDownLatch begun = new CountDownLatch(2);
    Machine one = new Machine(begun, true, "seed=3");
    Machine two = new Machine(begun, true, "seed=3");
    SweepRun.Tally tally = checked(YAML).run(Shard.ALL, List.of(one, two));
    assertEquals(
        List.of("seed=1", "seed=2", "seed=4"),
        tally.finished().stream().map(SweepPoint::name).toList());
    assertEquals(List.of("out of order"), List.copyOf(tally.failed().values()));
    assertTrue(!one.names.isEmpty() && !two.names.isEmpty(), one.names + ", " + two.names);
    assertEquals(4, one.names.size() + two.names.size());
  }

  @Test
  void whatALostMachineLeavesAnotherDoes() throws IOException {
    CountDownLatch begun = new CountDownLatch(2);
    Machine good = new Machine(begun, true);
    Machine lost = new Machine(begun, false, "all");
    SweepRun.Tally tally = checked(YAML).run(Shard.ALL, List.of(lost, good));
    assertEquals(4, tally.finished().size(), tally.toString());
    assertEquals(1, lost.names.size());
    assertEquals(4, good.names.size());
  }

  @Test
  void whenAllMachinesAreLostEveryPointSaysWhy() throws IOException {
    CountDownLatch begun = new CountDownLatch(2);
    SweepRun.Tally tally =
        checked(YAML)
            .run(
                Shard.ALL,
                List.of(new Machine(begun, false, "all"), new Machine(begun, false, "all")));
    assertEquals(Set.of("seed=1", "seed=2", "seed=3", "seed=4"), names(tally.failed().keySet()));
    assertEquals(Set.of("out of order"), Set.copyOf(tally.failed().values()));
  }

  /** Only the first machine takes odd seeds: they wait for it, also when it fails. */
  @Test
  void aPointGoesToAMachineThatTakesIt() throws IOException {
    CountDownLatch begun = new CountDownLatch(1);
    Machine odd = new Machine(begun, false, "seed=1");
    Machine even =
        new Machine(begun, true) {
          @Override
          public boolean takes(SweepPoint point) {
            return point.config().seed() % 2 == 0;
          }
        };
    SweepRun.Tally tally = checked(YAML).run(Shard.ALL, List.of(odd, even));
    assertEquals(Set.of("seed=1"), names(tally.failed().keySet()));
    assertEquals(3, tally.finished().size());
    assertTrue(odd.names.containsAll(List.of("seed=1", "seed=3")), odd.names.toString());
  }

  @Test
  void everyPointIsCheckedBeforeTheFirstRuns() throws IOException {
    String yaml =
        "grid:\n  data.points: [" + temp.resolve("here.csv") + ", gone.csv]\n  seed: [1, 2]\n";
    Files.writeString(temp.resolve("here.csv"), "1,2\n3,4\n5,6\n");
    String message = assertThrows(IllegalArgumentException.class, () -> checked(yaml)).getMessage();
    assertTrue(message.startsWith("point points=gone.csv_seed=1: "), message);
    assertTrue(message.contains("s.yaml:2:"), message);
    assertTrue(message.contains("gone.csv: no such file"), message);
  }

  @Test
  void anotherSweepsDirectoryIsRefused() throws IOException {
    checked(YAML).run(Shard.from("1/4", ""), this::finish);
    SweepRun other = checked("grid: {data.samples: [40, 50]}");
    String message =
        assertThrows(IllegalArgumentException.class, () -> other.run(Shard.ALL, this::finish))
            .getMessage();
    assertTrue(message.contains("holds a sweep over seed, this one is over data.samples"), message);
  }
}
