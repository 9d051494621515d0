package org.ntkasymptotics.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ntkasymptotics.linalg.InvalidDataException;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.random.Seeds;

/** Training states in files: whole, or refused with the reason. */
class CheckpointFileTest {
  @TempDir Path directory;

  private final List<String> notes = new ArrayList<>();

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
  void aSavedStateComesBackBitForBit() throws IOException {
    CheckpointFile file = new CheckpointFile(directory.resolve("state.bin"), 5, notes::add);
    assertTrue(file.latest().isEmpty());
    file.save(state(6));
    file.save(state(7));
    TrainingState back = file.latest().orElseThrow();
    assertArrayEquals(state(7).toBytes(), back.toBytes());
    assertEquals(7, back.step());
    assertEquals(-1 / 0.0, 1 / back.network().parameters()[1], 0.0);
    assertEquals(network().shape(), back.network().shape());
    try (var left = Files.list(directory)) {
      assertEquals(
          List.of("state.bin", "state.bin.previous"),
          left.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void anInterruptedThreadStillSaves() {
    CheckpointFile file = new CheckpointFile(directory.resolve("state.bin"), 5, notes::add);
    Thread.currentThread().interrupt();
    file.save(state(6));
    assertTrue(Thread.interrupted());
    assertEquals(6, file.latest().orElseThrow().step());
  }

  @Test
  void ofADamagedStateThePreviousIsTaken() throws IOException {
    Path path = directory.resolve("training-0.state");
    CheckpointFile file = new CheckpointFile(path, 5, notes::add);
    byte[] newest = state(7).toBytes();
    for (int i = 0; i < newest.length; i++) {
      file.save(state(6));
      file.save(state(7));
      byte[] flipped = newest.clone();
      flipped[i] ^= 0x10;
      Files.write(path, i % 2 == 0 ? flipped : Arrays.copyOf(newest, i));
      refused(path);
      assertEquals(6, file.latest().orElseThrow().step());
      assertFalse(Files.exists(path), "a damaged state would push out the whole one");
      assertEquals(i + 1, notes.size());
    }
    assertTrue(notes.get(0).startsWith(path + ": this is not a usable training state"));
    assertTrue(notes.get(0).endsWith("goes on from an earlier one, or anew"), notes.get(0));
    file.save(state(7));
    assertEquals(7, file.latest().orElseThrow().step());
  }

  @Test
  void withoutAWholeStateTheTrainingStartsAnew() throws IOException {
    Path path = directory.resolve("training-0.state");
    CheckpointFile file = new CheckpointFile(path, 5, notes::add);
    file.save(state(6));
    Files.move(path, directory.resolve("training-0.state.previous"));
    assertEquals(6, file.latest().orElseThrow().step(), "killed between two renamings");
    file.save(state(7));
    Files.write(path, Arrays.copyOf(state(7).toBytes(), state(7).toBytes().length + 1));
    Files.write(directory.resolve("training-0.state.previous"), new byte[0]);
    assertTrue(file.latest().isEmpty());
    assertEquals(2, notes.size());
  }

  @Test
  void allIsRemovedInTheEnd() throws IOException {
    CheckpointFile file = new CheckpointFile(directory.resolve("t.state"), 5, notes::add);
    file.save(state(6));
    file.save(state(7));
    file.remove();
    try (var left = Files.list(directory)) {
      assertEquals(0, left.count());
    }
  }

  /** Whoever writes the checksum anew can write anything: refused all the same. */
  @Test
  void whatCannotBeANetworkIsRefusedThoughItsChecksumFits() throws IOException {
    Path path = directory.resolve("state.bin");
    byte[] whole = state(6).toBytes();
    for (int at = 8; at + 4 <= whole.length - 4; at += 4) {
      for (int value : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 28}) {
        ByteBuffer bytes = ByteBuffer.wrap(whole.clone());
        bytes.putInt(at, value);
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), 0, whole.length - 4);
        bytes.putInt(whole.length - 4, (int) crc.getValue());
        Files.write(path, bytes.array());
        try {
          CheckpointFile.read(path);
        } catch (InvalidDataException e) {
          assertTrue(e.getMessage().startsWith(path.toString()), e.getMessage());
        }
      }
    }
    ByteBuffer version = ByteBuffer.wrap(whole.clone());
    version.putInt(8, 1);
    CRC32 crc = new CRC32();
    crc.update(version.array(), 0, whole.length - 4);
    version.putInt(whole.length - 4, (int) crc.getValue());
    Files.write(path, version.array());
    CheckpointFile file = new CheckpointFile(path, 5, notes::add);
    InvalidDataException other = assertThrows(InvalidDataException.class, file::latest);
    assertTrue(other.getMessage().contains("has format version 1"), other.getMessage());
    assertTrue(Files.exists(path));
  }

  private static void refused(Path path) {
    InvalidDataException refused =
        assertThrows(InvalidDataException.class, () -> CheckpointFile.read(path));
    assertTrue(
        refused.getMessage().startsWith(path + ": this is not a usable training state"),
        refused.getMessage());
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
