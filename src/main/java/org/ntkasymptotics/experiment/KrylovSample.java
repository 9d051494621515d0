package org.ntkasymptotics.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.fit.Series;
import org.ntkasymptotics.krylov.KrylovSpectrum;
import org.ntkasymptotics.krylov.LossBounds;
import org.ntkasymptotics.random.Seeds;
import org.ntkasymptotics.spectrum.LogGrid;
import org.ntkasymptotics.spectrum.LossCurve;

/**
 * What products alone told of one data set's spectrum.
 *
 * @param data the points (M, d)
 * @param residuals δf of each target, length M each
 * @param spectrum eigenvalues, counts and losses with their errors
 * @param steps products that it took, each with {@code width} vectors
 * @param width residuals and probes
 * @param complete whether it had as many products as it wanted
 * @param accuracy to which losses are shown, relative
 * @param shown the target that files show; −1 without one
 */
public record KrylovSample(
    Dataset data,
    List<double[]> residuals,
    KrylovSpectrum spectrum,
    int steps,
    int width,
    boolean complete,
    double accuracy,
    int shown)
    implements MeasuredSample {
  private static final int INDICES_PER_DECADE = 40;

  /** A standard deviation from so many is right to 7 %. */
  private static final int DRAWS = 100;

  /** Copies the list. */
  public KrylovSample {
    residuals = List.copyOf(residuals);
  }

  /** The same sample for one of its targets. */
  KrylovSample showing(int target) {
    return new KrylovSample(data, residuals, spectrum, steps, width, complete, accuracy, target);
  }

  /** All n of known eigenvalues, then a grid as far as eigenvalues are counted well. */
  int[] indices() {
    return indices(spectrum.leading(), Math.max(1, spectrum.lastIndex()));
  }

  /** The same for a target's partial sums, n ≥ 1. */
  int[] indices(int target) {
    int[] n = indices(spectrum.leading(), Math.max(1, spectrum.lastIndex(target)));
    return IntStream.of(n).filter(i -> i > 0).toArray();
  }

  private static int[] indices(int known, int last) {
    IntStream leading = IntStream.range(0, known);
    return last > known
        ? IntStream.concat(leading, IntStream.of(LogGrid.indices(known, last, INDICES_PER_DECADE)))
            .toArray()
        : leading.toArray();
  }

  @Override
  public Series eigenvalues() {
    return eigenvalues(spectrum, indices());
  }

  @Override
  public Series partialSums(int target) {
    return partialSums(spectrum, target, indices(target));
  }

  /** λₙ against n + ½. */
  static Series eigenvalues(KrylovSpectrum spectrum, int[] n) {
    return new Series(
        IntStream.of(n).mapToDouble(i -> i + 0.5).toArray(),
        IntStream.of(n).mapToDouble(spectrum::eigenvalue).toArray());
  }

  /** sₙ against n. */
  static Series partialSums(KrylovSpectrum spectrum, int target, int[] n) {
    return new Series(
        IntStream.of(n).asDoubleStream().toArray(),
        IntStream.of(n).mapToDouble(i -> spectrum.partialSum(target, i)).toArray());
  }

  /** Draws of its own, the same ones for everything that is fitted. */
  @Override
  public List<MeasuredSample> draws() {
    Seeds seeds = new Seeds(0);
    return IntStream.range(0, DRAWS)
        .<MeasuredSample>mapToObj(
            k -> new DrawnSample(this, spectrum.drawn(seeds.stream("draw/" + k))))
        .toList();
  }

  @Override
  public double[] times(int target, int perDecade) {
    int[] n = indices();
    double slowest = Math.max(spectrum.eigenvalue(n[n.length - 1]), 20 * spectrum.floor());
    double[] all = LogGrid.times(0.1 / spectrum.eigenvalue(0), 1 / slowest, perDecade);
    int count = Math.max(2, bounds(target, all).accurate(accuracy));
    return Arrays.copyOf(all, Math.min(all.length, count));
  }

  /** Bounds of the loss. */
  LossBounds bounds(int target, double[] times) {
    return spectrum.loss(target, times);
  }

  @Override
  public LossCurve loss(int target, double[] times) {
    return spectrum.lossCurve(target, times);
  }

  @Override
  public LossCurve stepLoss(int target, double stepSize, long[] steps) {
    return spectrum.stepLoss(target, stepSize, steps);
  }
}
