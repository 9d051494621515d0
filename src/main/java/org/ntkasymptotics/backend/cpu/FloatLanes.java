package org.ntkasymptotics.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the passes of descent do with vectors of single precision. Loaded only where the JVM has
 * jdk.incubator.vector.
 */
final class FloatLanes {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int COUNT = SPECIES.length();

  private static final int SIGN = 31;

  private FloatLanes() {}

  static FloatVector zero() {
    return FloatVector.zero(SPECIES);
  }

  /** The numbers from an index on. */
  static FloatVector at(float[] values, int index) {
    return FloatVector.fromArray(SPECIES, values, index);
  }

  /** One number in every lane. */
  static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  /**
   * max(0, z), for z that is a number: a NaN may become 0. The maximum of the bits as integers is
   * one instruction; that of FloatVector, with its rules for NaN and −0, is six.
   */
  static FloatVector relu(FloatVector z) {
    return z.reinterpretAsInts().max(0).reinterpretAsFloats();
  }

  /**
   * r where z > 0, otherwise 0, from −z: of a sum of terms, none −0, it has its sign bit set
   * exactly where z > 0. Two instructions; a comparison and a blend are four.
   */
  static FloatVector wherePositive(FloatVector minusZ, FloatVector r) {
    return minusZ
        .reinterpretAsInts()
        .lanewise(VectorOperators.ASHR, SIGN)
        .and(r.reinterpretAsInts())
        .reinterpretAsFloats();
  }
}
