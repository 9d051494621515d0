package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.SampledDensity;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.data.UniformSphere;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.random.Seeds;

/**
 * The same measurement on several data sets: independent draws where the distribution is known, or
 * disjoint halves where there is only one data set. Their scatter is the statistical error of every
 * fitted number (theory, section 9, rule 4).
 *
 * @param kernel Θ
 * @param targets what is to be learned, in the order of the samples' residuals
 * @param dataSets at least one; the first is the one that is shown
 * @param halves empty, or disjoint halves of the only data set, in pairs
 */
public record SpectralStudy(
    NtkKernel kernel,
    List<Target> targets,
    List<MeasuredSample> dataSets,
    List<MeasuredSample> halves) {

  /** Copies the lists. */
  public SpectralStudy {
    targets = List.copyOf(targets);
    dataSets = List.copyOf(dataSets);
    halves = List.copyOf(halves);
  }

  /** The data set that is shown. */
  public MeasuredSample first() {
    return dataSets.get(0);
  }

  /**
   * Measures, on several machines side by side if there are.
   *
   * @param data the first data set
   * @param wanted number of data sets; more than one needs a distribution to draw from
   * @param places where data sets are measured
   * @param withHalves whether a single data set is also measured in halves
   */
  public static SpectralStudy of(
      Backend backend,
      NtkKernel kernel,
      Dataset data,
      List<Target> targets,
      int wanted,
      Seeds seeds,
      List<MeasuringPlace> places,
      boolean withHalves,
      Progress progress) {
    int count = wanted > 1 && canRedraw(data) ? wanted : 1;
    List<double[]> first = residuals(targets, data, seeds, backend);
    List<MeasuringPlace.Job> jobs = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      Seeds own = k == 0 ? seeds : seeds.child("data-set/" + k);
      Supplier<MeasuringPlace.Given> given =
          k == 0
              ? () -> new MeasuringPlace.Given(data, first)
              : () -> redrawn(data, targets, own, backend);
      String words = "data set " + (k + 1) + " of " + count;
      jobs.add(new MeasuringPlace.Job("data-set-" + k, words, (double) k / count, given));
    }
    if (withHalves && count == 1 && data.samples() >= LEAST_FOR_HALVES) {
      jobs.addAll(halves(data, first, seeds));
    }
    List<MeasuredSample> samples = MeasuringPlace.measure(jobs, places, progress);
    progress.report("spectra", 1, "");
    return new SpectralStudy(
        kernel, targets, samples.subList(0, count), samples.subList(count, samples.size()));
  }

  private static MeasuringPlace.Given redrawn(
      Dataset data, List<Target> targets, Seeds seeds, Backend backend) {
    Dataset drawn = redraw(data, seeds);
    return new MeasuringPlace.Given(drawn, residuals(targets, drawn, seeds, backend));
  }

  private static List<MeasuringPlace.Job> halves(
      Dataset data, List<double[]> residuals, Seeds seeds) {
    List<MeasuringPlace.Job> jobs = new ArrayList<>();
    for (int division = 0; division < DIVISIONS; division++) {
      for (int[] indices : divide(data, division, seeds)) {
        int number = jobs.size();
        jobs.add(
            new MeasuringPlace.Job(
                "half-" + number,
                "half " + (number + 1) + " of " + 2 * DIVISIONS,
                0.5 + 0.5 * number / (2.0 * DIVISIONS),
                () -> new MeasuringPlace.Given(data.select(indices), at(residuals, indices))));
      }
    }
    return jobs;
  }

  /** Every residual on some of the points. */
  private static List<double[]> at(List<double[]> residuals, int[] indices) {
    return residuals.stream()
        .map(residual -> Arrays.stream(indices).mapToDouble(i -> residual[i]).toArray())
        .toList();
  }

  /**
   * Random divisions into halves: eight half-size solves cost as much as one more whole one, and
   * with a single division Student's t of one degree of freedom makes the intervals useless.
   */
  private static final int DIVISIONS = 4;

  /** Two disjoint halves of the points; the first division takes every other point. */
  private static List<int[]> divide(Dataset data, int division, Seeds seeds) {
    if (division == 0) {
      return List.of(data.partIndices(0, 2), data.partIndices(1, 2));
    }
    int m = data.samples();
    int[] order = IntStream.range(0, m).toArray();
    RandomStream stream = seeds.stream("halves/" + division);
    for (int i = m - 1; i > 0; i--) {
      int j = stream.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return List.of(Arrays.copyOf(order, (m + 1) / 2), Arrays.copyOfRange(order, (m + 1) / 2, m));
  }

  /** Below this a half has too few eigenvalues for a fit. */
  private static final int LEAST_FOR_HALVES = 200;

  /** δf of every target on the points. */
  static List<double[]> residuals(
      List<Target> targets, Dataset data, Seeds seeds, Backend backend) {
    ParallelRanges parallel = new ParallelRanges(backend.info().threads());
    List<double[]> residuals = new ArrayList<>();
    for (Target target : targets) {
      residuals.add(target.draw(data, seeds, parallel));
    }
    return residuals;
  }

  private static boolean canRedraw(Dataset data) {
    return data.density().filter(SampledDensity.class::isInstance).isPresent() || data.isOnSphere();
  }

  /** Fresh points of the same density: the centres of a mixture stay where they are. */
  private static Dataset redraw(Dataset data, Seeds seeds) {
    if (data.isOnSphere()) {
      UniformSphere sphere = (UniformSphere) data.distribution().orElseThrow();
      return sphere.draw(data.samples(), seeds);
    }
    SampledDensity density = (SampledDensity) data.density().orElseThrow();
    return new Dataset(
        density.sample(data.samples(), seeds.stream("data/points")),
        data.density(),
        data.distribution());
  }
}
