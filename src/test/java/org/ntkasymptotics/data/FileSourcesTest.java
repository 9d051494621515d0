package org.ntkasymptotics.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.ntkasymptotics.linalg.CsvFile;
import org.ntkasymptotics.linalg.InvalidDataException;
import org.ntkasymptotics.linalg.NpyFile;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.Seeds;

/** Points, residuals and images from files. */
class FileSourcesTest {
  @TempDir Path directory;

  private RowMatrix tenPoints() {
    RowMatrix points = RowMatrix.zeros(10, 2);
    for (int i = 0; i < 20; i++) {
      points.array()[i] = i / 7.0;
    }
    return points;
  }

  @Test
  void pointsComeFromEitherFormat() throws IOException {
    Path npy = directory.resolve("p.npy");
    Path csv = directory.resolve("p.csv");
    NpyFile.write(npy, tenPoints());
    CsvFile.write(csv, tenPoints());
    for (Path path : new Path[] {npy, csv}) {
      PointsFile spec = new PointsFile(path);
      assertEquals(2, spec.dimension());
      Dataset all = spec.draw(PointsFile.ALL, new Seeds(1));
      assertArrayEquals(tenPoints().array(), all.points().array());
      assertArrayEquals(tenPoints().array(), spec.draw(10, new Seeds(1)).points().array());
      assertTrue(all.density().isEmpty());
      refuses("10 rows, but 11 points are asked for", () -> spec.draw(11, new Seeds(1)));
    }
  }

  @Test
  void aSubsetIsUniformWithoutRepetitionAndInOrder() throws IOException {
    Path path = directory.resolve("p.npy");
    NpyFile.write(path, tenPoints());
    Set<Double> met = new HashSet<>();
    for (int root = 0; root < 40; root++) {
      RowMatrix x = new PointsFile(path).draw(4, new Seeds(root)).points();
      assertEquals(4, x.rows());
      for (int i = 0; i < 4; i++) {
        met.add(x.get(i, 0));
        assertTrue(i == 0 || x.get(i, 0) > x.get(i - 1, 0));
      }
    }
    assertEquals(10, met.size(), "every point is chosen some time");
  }

  @Test
  void aResidualNeedsOneValueAPoint() throws IOException {
    Path path = directory.resolve("r.csv");
    Files.writeString(path, "residual\n1\n-2.5\n3\n");
    Dataset three = new UniformCube(2, 1).draw(3, new Seeds(1));
    ResidualFile target = new ResidualFile(path);
    assertArrayEquals(new double[] {1, -2.5, 3}, target.draw(three, new Seeds(1)));
    Dataset four = new UniformCube(2, 1).draw(4, new Seeds(1));
    refuses("3 values, but there are 4 points", () -> target.draw(four, new Seeds(1)));
    Files.writeString(path, "1,2\n3,4\n");
    refuses("a single column or row", () -> target.draw(four, new Seeds(1)));
    Files.writeString(path, "0\n0\n0\n");
    refuses("every value is zero", () -> target.draw(three, new Seeds(1)));
  }

  @Test
  void readsImagesAndLabelsCompressedOrNot() throws IOException {
    byte[] images = idx(new int[] {2, 2, 3}, 12);
    byte[] labels = idx(new int[] {3}, 3);
    Path path = directory.resolve("images");
    for (boolean compressed : new boolean[] {false, true}) {
      Files.write(path, compressed ? gzip(images) : images);
      RowMatrix x = IdxFile.images(path);
      assertEquals(2, x.rows());
      assertEquals(6, x.columns());
      assertEquals(1.0, x.get(0, 0));
      assertEquals(249 / 255.0, x.get(1, 0));
      Files.write(path, compressed ? gzip(labels) : labels);
      assertArrayEquals(new int[] {255, 254, 253}, IdxFile.labels(path));
    }
  }

  @Test
  void refusesBrokenImages() throws IOException {
    Path path = directory.resolve("images");
    refuses("no such file", () -> IdxFile.images(path));
    write(path, idx(new int[] {3}, 3));
    refuses("begins with 0x00000803, met 0x00000801", () -> IdxFile.images(path));
    write(path, idx(new int[] {2, 2, 3}, 11));
    refuses("claims 12 values, the file has 11", () -> IdxFile.images(path));
    write(path, idx(new int[] {2, 2, 3}, 13));
    refuses("claims 12 values, the file has more", () -> IdxFile.images(path));
    write(path, gzip(idx(new int[] {1 << 30, 1 << 30, 1 << 30}, 4)));
    refuses("or more values, at most 2^31 are possible", () -> IdxFile.images(path));
    write(path, idx(new int[] {200_000, 28, 28}, 4));
    refuses("claims 156800000 values, the file has 4", () -> IdxFile.images(path));
    write(path, idx(new int[] {-1, 28, 28}, 4));
    refuses("at least 1", () -> IdxFile.images(path));
    write(path, new byte[] {0, 0, 8});
    refuses("ends too early", () -> IdxFile.images(path));
    byte[] cut = gzip(idx(new int[] {2, 2, 3}, 12));
    write(path, java.util.Arrays.copyOf(cut, cut.length / 2));
    refuses("ends too early", () -> IdxFile.images(path));
    cut[10] = (byte) 0xff;
    write(path, cut);
    refuses("broken gzip data", () -> IdxFile.images(path));
  }

  private static void write(Path path, byte[] bytes) throws IOException {
    Files.write(path, bytes);
  }

  private static byte[] idx(int[] shape, int values) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * shape.length + values);
    file.putInt(8 << 8 | shape.length);
    for (int length : shape) {
      file.putInt(length);
    }
    for (int i = 0; i < values; i++) {
      file.put((byte) (255 - i));
    }
    return file.array();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private static void refuses(String complaint, Executable action) {
    Exception e = assertThrows(InvalidDataException.class, action);
    assertTrue(e.getMessage().contains(complaint), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }
}
