package org.ntkasymptotics.data;

import java.util.Arrays;

/** The classes of points, in their order. */
public final class Labels {
  private final int[] values;

  /** Copies the array. */
  public Labels(int... values) {
    this.values = values.clone();
  }

  /** How many. */
  public int count() {
    return values.length;
  }

  /** The class of one point. */
  public int get(int point) {
    return values[point];
  }

  /** Those of the points with these indices, in that order. */
  Labels select(int[] indices) {
    return new Labels(Arrays.stream(indices).map(i -> values[i]).toArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Labels labels && Arrays.equals(values, labels.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
