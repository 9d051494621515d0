package org.ntkasymptotics.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.ntkasymptotics.data.MnistDigits.Part;
import org.ntkasymptotics.data.PixelPreparation.Over;
import org.ntkasymptotics.linalg.InvalidDataException;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.Seeds;

/** Images of digits as points, their preparation, and targets from their labels. */
class MnistDigitsTest {
  private static final int COUNT = 200;
  private static final int SIDE = 6;

  @TempDir Path directory;

  private MnistDigits digits(List<Integer> digits, PixelPreparation pixels) throws IOException {
    SyntheticDigits.write(directory, COUNT, SIDE);
    return new MnistDigits(directory, Part.TRAIN, digits, pixels);
  }

  private MnistDigits prepared(double scale, Over center, Over deviation, double length)
      throws IOException {
    return digits(MnistDigits.ALL_DIGITS, new PixelPreparation(scale, center, deviation, length));
  }

  @Test
  void theWholeFileIsTakenInItsOrder() throws IOException {
    MnistDigits spec = digits(MnistDigits.ALL_DIGITS, PixelPreparation.UNIT);
    assertEquals(SIDE * SIDE, spec.dimension());
    assertEquals(COUNT, spec.count());
    Dataset all = spec.draw(Distribution.ALL, new Seeds(1));
    RowMatrix plain = IdxFile.images(directory.resolve(Part.TRAIN.images()));
    assertArrayEquals(plain.array(), all.points().array());
    for (int i = 0; i < COUNT; i++) {
      assertEquals(i % 10, all.labels().orElseThrow().get(i));
    }
    assertTrue(all.density().isEmpty());
  }

  @Test
  void compressedAndPlainFilesAndBothPartsAreFound() throws IOException {
    SyntheticDigits.write(directory, Part.TEST, 30, SIDE, true);
    MnistDigits test =
        new MnistDigits(directory, Part.TEST, MnistDigits.ALL_DIGITS, PixelPreparation.UNIT);
    assertEquals(30, test.count());
    assertEquals(SIDE * SIDE, test.dimension());
    refuses("has no train-images-idx3-ubyte or", () -> new MnistDigits(directory).count());
  }

  @Test
  void aSubsetBelongsToTheSeedAndKeepsImagesWithTheirLabels() throws IOException {
    MnistDigits spec = digits(List.of(8, 3), PixelPreparation.UNIT);
    assertEquals(List.of(3, 8), spec.digits());
    assertEquals(COUNT / 5, spec.count());
    Dataset one = spec.draw(12, new Seeds(1));
    assertArrayEquals(
        one.points().array(), spec.draw(12, new Seeds(1)).points().array(), "same seed");
    assertFalse(
        Arrays.equals(one.points().array(), spec.draw(12, new Seeds(2)).points().array()),
        "another seed");
    RowMatrix plain = IdxFile.images(directory.resolve(Part.TRAIN.images()));
    Set<Integer> met = new HashSet<>();
    for (int i = 0; i < 12; i++) {
      double[] row = one.points().row(i);
      int image =
          IntStream.range(0, COUNT)
              .filter(k -> Arrays.equals(plain.row(k), row))
              .findFirst()
              .orElseThrow();
      assertTrue(met.add(image), "no image twice");
      assertEquals(image % 10, one.labels().orElseThrow().get(i));
    }
    refuses("40 images of the digits [3, 8], but 41 are asked", () -> spec.draw(41, new Seeds(1)));
    Dataset half = one.part(1, 2);
    assertEquals(one.labels().orElseThrow().get(3), half.labels().orElseThrow().get(1));
  }

  @Test
  void pixelsAreCentredAndStandardised() throws IOException {
    RowMatrix x = prepared(1, Over.GLOBAL, Over.GLOBAL, 0).draw(0, new Seeds(1)).points();
    double[] all = x.array();
    double mean = Arrays.stream(all).average().orElseThrow();
    double variance = Arrays.stream(all).map(v -> v * v).average().orElseThrow() - mean * mean;
    assertEquals(0, mean, 1e-12);
    assertEquals(1, variance, 1e-12);
    x = prepared(255, Over.PIXEL, Over.PIXEL, 0).draw(0, new Seeds(1)).points();
    for (int j = 0; j < x.columns(); j++) {
      double sum = 0;
      double square = 0;
      for (int i = 0; i < COUNT; i++) {
        sum += x.get(i, j);
        square += x.get(i, j) * x.get(i, j);
      }
      assertEquals(0, sum / COUNT, 1e-12);
      assertEquals(1, square / COUNT, 1e-12);
    }
  }

  @Test
  void momentsAreThoseOfTheStoredDigitsWhateverIsChosen() throws IOException {
    MnistDigits spec = prepared(1, Over.PIXEL, Over.GLOBAL, 0);
    Dataset some = spec.draw(20, new Seeds(5));
    Dataset all = spec.draw(Distribution.ALL, new Seeds(5));
    Set<Double> first = new HashSet<>();
    for (int i = 0; i < COUNT; i++) {
      first.add(all.points().get(i, 7));
    }
    for (int i = 0; i < 20; i++) {
      assertTrue(first.contains(some.points().get(i, 7)));
    }
  }

  @Test
  void lengthAndScaleAreApplied() throws IOException {
    RowMatrix x = prepared(1, Over.NONE, Over.NONE, 2.5).draw(0, new Seeds(1)).points();
    for (int i = 0; i < COUNT; i++) {
      double norm2 = Arrays.stream(x.row(i)).map(v -> v * v).sum();
      assertEquals(2.5, Math.sqrt(norm2), 1e-12);
    }
    RowMatrix bytes = prepared(255, Over.NONE, Over.NONE, 0).draw(0, new Seeds(1)).points();
    assertTrue(Arrays.stream(bytes.array()).allMatch(v -> v == Math.rint(v)), "bytes come back");
  }

  @Test
  void aPixelThatNeverVariesStaysFinite() throws IOException {
    SyntheticDigits.write(directory, COUNT, SIDE);
    Path images = directory.resolve(Part.TRAIN.images());
    byte[] file = Files.readAllBytes(images);
    for (int i = 0; i < COUNT; i++) {
      file[16 + i * SIDE * SIDE] = 77;
    }
    Files.write(images, file);
    PixelPreparation pixels = new PixelPreparation(1, Over.PIXEL, Over.PIXEL, 0);
    RowMatrix x =
        new MnistDigits(directory, Part.TRAIN, MnistDigits.ALL_DIGITS, pixels)
            .draw(0, new Seeds(1))
            .points();
    assertEquals(0, x.get(3, 0), 1e-15);
  }

  @Test
  void refusesFilesThatDoNotBelongTogether() throws IOException {
    MnistDigits spec = digits(MnistDigits.ALL_DIGITS, PixelPreparation.UNIT);
    Path labels = directory.resolve(Part.TRAIN.labels());
    byte[] file = Files.readAllBytes(labels);
    file[8 + 4] = 12;
    Files.write(labels, file);
    refuses("label 4 is 12, expected a digit", spec::count);
    file[8 + 4] = 4;
    file[7]--;
    Files.write(labels, Arrays.copyOf(file, file.length - 1));
    refuses("199 labels, but there are 200 images", spec::count);
    Path images = directory.resolve(Part.TRAIN.images());
    Files.write(images, Arrays.copyOf(Files.readAllBytes(images), 500));
    refuses("the file has 484", spec::count);
    Files.delete(labels);
    refuses("has no train-labels-idx1-ubyte or", spec::count);
  }

  @Test
  void labelsBecomeTargets() throws IOException {
    Dataset data = digits(MnistDigits.ALL_DIGITS, PixelPreparation.UNIT).draw(0, new Seeds(1));
    double[] one = LabelTarget.one(3).draw(data, new Seeds(1));
    double[] parity = LabelTarget.parity().draw(data, new Seeds(1));
    double[] value = LabelTarget.value().draw(data, new Seeds(1));
    for (int i = 0; i < COUNT; i++) {
      assertEquals(i % 10 == 3 ? 1 : -1, one[i]);
      assertEquals(i % 2 == 0 ? 1 : -1, parity[i]);
      assertEquals(i % 10 - 4.5, value[i], 1e-12);
    }
    LabelTarget centred = new LabelTarget(LabelTarget.Code.ONE, 3, true);
    assertEquals(1.8, centred.draw(data, new Seeds(1))[3], 1e-12);
    Dataset plain = Dataset.of(data.points());
    assertThrows(
        IllegalArgumentException.class, () -> LabelTarget.parity().draw(plain, new Seeds(1)));
    assertThrows(
        IllegalArgumentException.class, () -> LabelTarget.parity().requireDistinct(List.of(2, 4)));
    LabelTarget.parity().requireDistinct(List.of(2, 3));
  }

  private static void refuses(String complaint, Executable action) {
    Exception e = assertThrows(InvalidDataException.class, action);
    assertTrue(e.getMessage().contains(complaint), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }
}
