package org.ntkasymptotics.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables in the forms people write them, round trips, and broken files. */
class CsvFileTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,2,3\n4,5,6\n",
        "1,2,3\n4,5,6",
        "1,2,3\r\n4,5,6\r\n",
        "\ufeff1, 2 ,3\n\n# a remark, with commas\n4.0,+5,6e0\n\n",
        "1;2;3\n4;5;6\n",
        "1\t2\t3\n4\t5\t6\n",
        "  1   2 3 \n4 5   6\n",
        "\"1\",2,3\n.4e1,50e-1,6.\n"
      })
  void readsTheUsualForms(String text) throws IOException {
    CsvFile.Table table = CsvFile.read(file(text));
    assertEquals(List.of(), table.names());
    assertEquals(2, table.values().rows());
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, table.values().array());
    assertEquals(3, ArrayFile.columns(file(text)));
  }

  @Test
  void readsNames() throws IOException {
    CsvFile.Table table = CsvFile.read(file("# made by hand\nt,\"loss, mean\"\n1,2\n3,4\n"));
    assertEquals(List.of("t", "loss, mean"), table.names());
    assertArrayEquals(new double[] {2, 4}, table.column(1));
  }

  @Test
  void roundTripsToTheBit() throws IOException {
    double[] a = {
      0.1, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, 1 / 3.0, 9.999999999999999e22, -2.5e-7
    };
    double[] b = {1, 2, 3, 4, 5, 6, 7};
    Path path = directory.resolve("a.csv");
    CsvFile.write(path, List.of("a", "b"), a, b);
    CsvFile.Table table = CsvFile.read(path);
    assertEquals(List.of("a", "b"), table.names());
    assertArrayEquals(a, table.column(0));
    assertArrayEquals(b, table.column(1));
    CsvFile.write(path, table.values());
    assertArrayEquals(table.values().array(), CsvFile.read(path).values().array());
    assertThrows(IllegalArgumentException.class, () -> CsvFile.write(path, List.of("a"), a, b));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1,2\\n3,x4| :2:2: expected a finite number, met \"x4\"",
        "1,2\\n# r\\n3,| :3:2: expected a finite number, met an empty field",
        "1,2\\n3,NaN| :2:2: expected a finite number, met \"NaN\"",
        "nan,inf\\n1,2| :1:1: expected a finite number, met \"nan\"",
        "1,2\\n-Infinity,3| :2:1: ",
        "1,2\\n1e999,3| :2:1: ",
        "1,2\\n0x10,3| :2:1: ",
        "1,2\\n1d,3| :2:1: ",
        "1,a\\n2,3| :1:2: ",
        "1,2\\n3| :2:2: every row needs 2 values like the first, this one has 1",
        "1,2\\n3,4,5| :2:3: every row needs 2 values",
        "a,b\\n1,2,3| :2:3: every row needs 2 values",
        "a,b\\n# nothing| there is no row of numbers",
        "``| there is no row of numbers",
        "1,2\\n3\\u0000,4| :2: not a text file, met the byte 0x00"
      })
  void saysWhatIsWrongAndWhere(String text, String complaint) throws IOException {
    String content = text.replace("\\n", "\n").replace("\\u0000", "\0");
    Path path = file(content);
    Exception e = assertThrows(InvalidDataException.class, () -> CsvFile.read(path));
    assertTrue(e.getMessage().contains(complaint.strip()), e.getMessage());
    assertTrue(e.getMessage().startsWith(path.toString()), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void aGigabyteOfGarbageEndsFast() throws IOException {
    Path zeros = directory.resolve("zeros.csv");
    Path oneLine = directory.resolve("line.csv");
    Files.writeString(oneLine, "7".repeat(1 << 22));
    for (int i = 0; i < 8; i++) {
      Files.writeString(oneLine, "7".repeat(1 << 22), java.nio.file.StandardOpenOption.APPEND);
    }
    try (RandomAccessFile sparse = new RandomAccessFile(zeros.toFile(), "rw")) {
      sparse.setLength(1L << 30);
    }
    for (Path path : new Path[] {zeros, oneLine}) {
      assertTimeout(
          Duration.ofSeconds(5),
          () -> assertThrows(InvalidDataException.class, () -> CsvFile.read(path)));
    }
  }

  private Path file(String text) throws IOException {
    Path path = directory.resolve("a.csv");
    Files.write(path, text.getBytes(StandardCharsets.UTF_8));
    return path;
  }
}
