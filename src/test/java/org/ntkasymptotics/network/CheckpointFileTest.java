package org.ntkasymptotics.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.random.Seeds;

/** Training states in files: whole, or refused with the reason. */
class CheckpointFileTest {
  @TempDir Path directory;

  private static FiniteNetwork network() {
    return new ShallowNetwork(
        Parametrisation.MEAN_FIELD,
        1.5,
        0.5,
        RowMatrix.of(new double[] {1, -0.0}),
        new double[] {1e-300},
        new double[] {4});
  }

  private static TrainingState state(long step) {
    return new TrainingState(
        42,
        step,
        0.1,
        3.3,
        network(),
        new double[] {2, 3},
        0.7,
        new long[] {0, 5},
        new double[] {0.7, 0.6});
  }

  @Test
  void aSavedStateComesBackBitForBit() {
    CheckpointFile file = new CheckpointFile(directory.resolve("state.bin"), 5);
    assertTrue(file.latest().isEmpty());
    file.save(state(6));
    file.save(state(7));
    TrainingState back = file.latest().orElseThrow();
    assertArrayEquals(state(7).toBytes(), back.toBytes());
    assertEquals(7, back.step());
    assertEquals(-1 / 0.0, 1 / back.network().parameters()[1], 0.0);
    assertEquals(network().shape(), back.network().shape());
    assertFalse(Files.exists(directory.resolve("state.bin.new")));
  }

  @Test
  void anInterruptedThreadStillSaves() {
    CheckpointFile file = new CheckpointFile(directory.resolve("state.bin"), 5);
    Thread.currentThread().interrupt();
    file.save(state(6));
    assertTrue(Thread.interrupted());
    assertEquals(6, file.latest().orElseThrow().step());
  }

  @Test
  void anyDamageIsNoticedAndNamesTheFile() throws IOException {
    Path path = directory.resolve("state.bin");
    CheckpointFile file = new CheckpointFile(path, 5);
    byte[] whole = state(6).toBytes();
    for (int i = 0; i < whole.length; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= 0x10;
      Files.write(path, flipped);
      refused(file, path);
      Files.write(path, Arrays.copyOf(whole, i));
      refused(file, path);
    }
    Files.write(path, Arrays.copyOf(whole, whole.length + 1));
    refused(file, path);
  }

  private static void refused(CheckpointFile file, Path path) {
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, file::latest);
    assertTrue(refused.getMessage().startsWith(path.toString()), refused.getMessage());
    assertTrue(refused.getMessage().contains("start the training anew"), refused.getMessage());
  }

  @Test
  void theFingerprintChangesWithEverythingButTheLength() {
    ShallowNetwork net = ShallowNetwork.draw(2, 3, 1, 1, new Seeds(1).stream("net"));
    RowMatrix x = RowMatrix.of(new double[] {1, 2}, new double[] {3, 4});
    double[] e = {1, 2};
    DescentPlan plan = new DescentPlan(0, 0.5, 10, 0, 10, Precision.SINGLE);
    long print = TrainingFingerprint.of(net, x, e, plan);
    assertEquals(
        print,
        TrainingFingerprint.of(net, x, e, new DescentPlan(0, 0.5, 99, 0, 20, Precision.SINGLE)));
    ShallowNetwork other = ShallowNetwork.draw(2, 3, 1, 1, new Seeds(2).stream("net"));
    assertNotEquals(print, TrainingFingerprint.of(other, x, e, plan));
    RowMatrix y = RowMatrix.of(new double[] {1, 2}, new double[] {3, Math.nextUp(4.0)});
    assertNotEquals(print, TrainingFingerprint.of(net, y, e, plan));
    assertNotEquals(print, TrainingFingerprint.of(net, x, new double[] {1, 2.5}, plan));
    assertNotEquals(
        print,
        TrainingFingerprint.of(net, x, e, new DescentPlan(0, 0.4, 10, 0, 10, Precision.SINGLE)));
    assertNotEquals(
        print,
        TrainingFingerprint.of(net, x, e, new DescentPlan(0, 0.5, 10, 0, 10, Precision.DOUBLE)));
  }
}
