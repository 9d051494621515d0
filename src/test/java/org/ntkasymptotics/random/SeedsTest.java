package org.ntkasymptotics.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.ntkasymptotics.reference.Tolerances.STANDARD_ERRORS;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import org.junit.jupiter.api.Test;

/** Streams depend on root and name alone and never change; golden values by gen_streams.py. */
class SeedsTest {
  private static final double[] UNIFORMS = {
    0x1.d6493d3fe850ep-2, 0x1.62ef7ef38bef0p-3, 0x1.c695cc94441eap-2
  };
  private static final double[] GAUSSIANS = {
    -0x1.54c3214357368p-1, 0x1.169bf7f6a9e37p+0, 0x1.45d849d6c9b24p-1
  };

  @Test
  void uniformsAreThoseOfTheDefinition() {
    RandomStream stream = new Seeds(42).stream("a stream");
    for (double golden : UNIFORMS) {
      assertEquals(golden, stream.nextUniform());
    }
  }

  @Test
  void gaussiansAreThoseOfTheDefinition() {
    RandomStream stream = new Seeds(-7).stream("Ströme");
    for (double golden : GAUSSIANS) {
      assertEquals(golden, stream.nextGaussian());
    }
  }

  @Test
  void everyCallStartsAStreamAnewWhateverElseWasDrawn() {
    Seeds seeds = new Seeds(5);
    RandomStream first = seeds.stream("x");
    double value = first.nextGaussian();
    for (int i = 0; i < 100; i++) {
      seeds.stream("y").nextGaussian();
      first.nextGaussian();
    }
    assertEquals(value, new Seeds(5).stream("x").nextGaussian());
  }

  @Test
  void namesRootsAndChildrenGiveDifferentStreams() {
    double value = new Seeds(5).stream("x").nextUniform();
    assertNotEquals(value, new Seeds(5).stream("y").nextUniform());
    assertNotEquals(value, new Seeds(6).stream("x").nextUniform());
    assertNotEquals(value, new Seeds(5).child("x").stream("x").nextUniform());
    assertEquals(new Seeds(5).child("a"), new Seeds(5).child("a"));
    assertNotEquals(new Seeds(5).child("a"), new Seeds(5).child("b"));
  }

  @Test
  void streamsOfDifferentNamesAreUncorrelated() {
    int n = 100_000;
    RandomStream a = new Seeds(1).stream("data/points");
    RandomStream b = new Seeds(1).stream("data/centres");
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a.nextGaussian() * b.nextGaussian();
    }
    assertWithin(0, sum / n, STANDARD_ERRORS / Math.sqrt(n), "correlation");
  }

  @Test
  void gaussiansHaveTheMomentsOfTheStandardNormal() {
    int n = 200_000;
    RandomStream stream = new Seeds(2).stream("moments");
    double[] moments = new double[5];
    for (int i = 0; i < n; i++) {
      double x = stream.nextGaussian();
      double power = 1;
      for (int k = 0; k < 5; k++) {
        moments[k] += power / n;
        power *= x;
      }
    }
    double allowed = STANDARD_ERRORS / Math.sqrt(n);
    assertWithin(0, moments[1], allowed, "mean");
    assertWithin(1, moments[2], Math.sqrt(2) * allowed, "second moment, variance 3 - 1");
    assertWithin(0, moments[3], Math.sqrt(15) * allowed, "third moment, variance 15");
    assertWithin(3, moments[4], Math.sqrt(96) * allowed, "fourth moment, variance 105 - 9");
  }
}
