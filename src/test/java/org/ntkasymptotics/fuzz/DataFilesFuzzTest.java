package org.ntkasymptotics.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ntkasymptotics.data.IdxFile;
import org.ntkasymptotics.linalg.ArrayFile;
import org.ntkasymptotics.linalg.CsvFile;
import org.ntkasymptotics.linalg.NpzFile;
import org.ntkasymptotics.linalg.RowMatrix;

/** Files of numbers, damaged. */
@Timeout(3600)
class DataFilesFuzzTest {
  private static final byte[] DOUBLES = ValidFiles.npy("<f8", false, "(3, 2)", 48);
  private static final String[] NPY_WORDS = {
    "'<f8'",
    "'shape'",
    "(1000000000, 2)",
    "(99999999999,)",
    "(46341, 46341)",
    "True",
    "'|O'",
    "{",
    "}",
    "(), ",
    "('a', '<f8')"
  };

  @TempDir Path directory;

  private Path file(String name, byte[] bytes) throws IOException {
    return Fuzzing.file(directory.resolve(name), bytes);
  }

  @Test
  void npy() {
    Fuzzing.of("npy")
        .valid(DOUBLES)
        .valid(ValidFiles.npy(">f4", true, "(2, 3)", 24))
        .valid(ValidFiles.npy("<i4", false, "(4,)", 16))
        .valid(ValidFiles.npy("|u1", false, "(5, 1)", 5))
        .words(NPY_WORDS)
        .run(
            bytes -> {
              Path file = file("a.npy", bytes);
              int columns = ArrayFile.columns(file);
              RowMatrix values = ArrayFile.readMatrix(file);
              return values.columns() == columns && values.rows() > 0;
            });
  }

  @Test
  void csv() {
    Fuzzing.of("csv")
        .valid("x,y\n1,2\n3,4e-5\n")
        .valid("# measured\n1;2;3\n4;5;6\n\n")
        .valid("\"a b\"\t\"c\"\n1\t-2\n")
        .valid("\ufeff1 2\r\n3  4\r\n")
        .valid("1\n2\n3\n")
        .words(",", ";", "\t", "\"", "\n", "\r", "#", "nan", "inf", "\ufeff", "\0", "1e400", "é")
        .run(
            bytes -> {
              Path file = file("a.csv", bytes);
              int columns = ArrayFile.columns(file);
              RowMatrix values = CsvFile.read(file).values();
              return values.columns() == columns && values.rows() > 0;
            });
  }

  @Test
  void npz() throws IOException {
    Path whole = directory.resolve("whole.npz");
    try (NpzFile file = NpzFile.create(whole)) {
      file.add("a", RowMatrix.of(new double[] {1, -2.5, 3e-7}, new double[] {4, 5, 6}));
      file.add("b", 1.5);
    }
    Fuzzing.of("npz")
        .valid(Files.readAllBytes(whole))
        .valid(ValidFiles.archive(Map.of("a.npy", DOUBLES, "b.npy", DOUBLES)))
        .words("PK\1\2", "PK\3\4", "PK\5\6", ".npy", "../", "a.npy")
        .run(bytes -> !NpzFile.read(file("a.npz", bytes)).isEmpty());
  }

  /** The archive is whole, the array in it is not. */
  @Test
  void arraysInNpz() {
    Fuzzing.of("array in npz")
        .valid(DOUBLES)
        .valid(ValidFiles.npy("|u1", false, "(5, 1)", 5))
        .words(NPY_WORDS)
        .run(
            bytes -> {
              byte[] archive = ValidFiles.archive(Map.of("a.npy", bytes));
              return !NpzFile.read(file("a.npz", archive)).isEmpty();
            });
  }

  @Test
  void images() {
    byte[] images = ValidFiles.idx(0x803, 24, 2, 3, 4);
    Fuzzing.of("images")
        .valid(images)
        .valid(ValidFiles.compressed(images))
        .sealed(ValidFiles::compressed)
        .run(bytes -> IdxFile.images(file("images", bytes)).rows() > 0);
  }

  @Test
  void labels() {
    byte[] labels = ValidFiles.idx(0x801, 7, 7);
    Fuzzing.of("labels")
        .valid(labels)
        .valid(ValidFiles.compressed(labels))
        .sealed(ValidFiles::compressed)
        .run(bytes -> IdxFile.labels(file("labels", bytes)).length > 0);
  }
}
