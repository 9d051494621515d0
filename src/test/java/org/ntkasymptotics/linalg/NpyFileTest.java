package org.ntkasymptotics.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files by NumPy (resources, with their generator), our own round trips, and broken files. */
class NpyFileTest {
  private static final double[] VALUES = {0, 1, 2, 100, 4, 5};

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "little-f8", "big-f8", "little-f4", "big-f4", "little-i8", "big-i8", "little-i4", "big-i2",
        "little-u8", "big-u4", "little-u2", "i1", "u1", "fortran", "version-2", "version-3"
      })
  void readsWhatNumpyWrites(String name) {
    RowMatrix m = NpyFile.read(Path.of("src/test/resources/npy", name + ".npy"));
    assertEquals(2, m.rows());
    assertEquals(3, m.columns());
    assertArrayEquals(VALUES, m.array());
  }

  @Test
  void aVectorIsOneColumn() {
    Path path = Path.of("src/test/resources/npy/vector.npy");
    assertEquals(1, ArrayFile.columns(path));
    assertArrayEquals(VALUES, ArrayFile.readVector(path));
    assertEquals(6, ArrayFile.readMatrix(path).rows());
  }

  @Test
  void writesExactlyWhatNumpyWrites() throws IOException {
    Path path = directory.resolve("a.npy");
    NpyFile.write(path, new RowMatrix(2, 3, VALUES));
    Path numpys = Path.of("src/test/resources/npy");
    assertEquals(-1, Files.mismatch(path, numpys.resolve("little-f8.npy")));
    NpyFile.write(path, VALUES);
    assertEquals(-1, Files.mismatch(path, numpys.resolve("vector.npy")));
  }

  @Test
  void roundTripsAcrossBuffersToTheBit() throws IOException {
    double[] values = new double[100_003];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.sin(i) * Math.pow(10, i % 600 - 300);
    }
    values[7] = -0.0;
    values[8] = Double.MIN_VALUE;
    Path path = directory.resolve("a.npy");
    NpyFile.write(path, values);
    assertArrayEquals(values, ArrayFile.readVector(path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000, 1), }# need 16000000000",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (99999, 99999), }# fewer than 2^31",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,), }# fewer than 2^31",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }# need 24 bytes",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (0, 3), }# empty",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (), }# one or two dimensions",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1, 2), }# one or two dimensions",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2 }# must give descr",
        "{'descr': '<f8', 'fortran_order': 0, 'shape': (2,), }# must give descr",
        "{'descr': '<f8', 'shape': (2,), }# must give descr",
        "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2,), }# must give descr",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), 'x': 1}# must give descr",
        "{'descr': '<c16', 'fortran_order': False, 'shape': (1,), }# values must be",
        "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }# values must be",
        "{'descr': '|f8', 'fortran_order': False, 'shape': (2,), }# values must be",
        "{'descr': '', 'fortran_order': False, 'shape': (2,), }# values must be",
        "``# must give descr"
      })
  void refusesHeadersThatLieOrAreNotPlain(String header, String complaint) throws IOException {
    refuses(complaint.strip(), file(header, new double[] {1, 2}));
  }

  @Test
  void refusesWhatIsNoNpyFile() throws IOException {
    refuses("ends inside", new byte[0]);
    refuses("does not begin", "1,2,3\n4,5,6\n".getBytes(StandardCharsets.US_ASCII));
    byte[] good = file("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }", new double[1]);
    byte[] version = good.clone();
    version[6] = 9;
    refuses("version", version);
    byte[] length = good.clone();
    length[8] = -1;
    length[9] = 0x7f;
    refuses("ends inside", length);
    byte[] huge = new byte[20];
    System.arraycopy(good, 0, huge, 0, 6);
    huge[6] = 2;
    ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putInt(8, Integer.MAX_VALUE);
    refuses("must not exceed", huge);
  }

  @Test
  void saysWhereAValueIsNotFiniteOrNotExact() throws IOException {
    String header = "{'descr': '<f8', 'fortran_order': %s, 'shape': (2, 3), }";
    double[] values = {0, 1, 2, 3, Double.NaN, 5};
    refuses("row 2, column 2: ", file(String.format(header, "False"), values));
    refuses("row 1, column 3: ", file(String.format(header, "True"), values));
    values[4] = Double.NEGATIVE_INFINITY;
    refuses("-Infinity", file(String.format(header, "False"), values));
    byte[] integers =
        file("{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }", new double[] {-1e-300});
    refuses("2^53", integers);
  }

  @Test
  void saysWhatIsWrongWithThePath() throws IOException {
    assertMessage("no such file", directory.resolve("missing.npy"));
    assertMessage("must end in", directory.resolve("a.xlsx"));
    Files.createDirectory(directory.resolve("d.npy"));
    assertMessage("is a directory", directory.resolve("d.npy"));
  }

  private void refuses(String complaint, byte[] content) throws IOException {
    Path path = directory.resolve("bad.npy");
    Files.write(path, content);
    assertMessage(complaint, path);
  }

  private static void assertMessage(String complaint, Path path) {
    Exception e = assertThrows(InvalidDataException.class, () -> ArrayFile.readMatrix(path));
    assertTrue(e.getMessage().contains(complaint), e.getMessage());
    assertTrue(e.getMessage().startsWith(path + ": "), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  private static byte[] file(String header, double[] values) {
    byte[] text = (header + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer file = ByteBuffer.allocate(10 + text.length + 8 * values.length);
    file.order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    file.putShort((short) text.length).put(text);
    for (double v : values) {
      file.putDouble(v);
    }
    return file.array();
  }
}
