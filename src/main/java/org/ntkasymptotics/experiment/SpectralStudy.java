package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
   * Measures.
   *
   * @param data the first data set
   * @param wanted number of data sets; more than one needs a distribution to draw from
   * @param measurement of each data set
   * @param withHalves whether a single data set is also measured in halves
   */
  public static SpectralStudy of(
      Backend backend,
      NtkKernel kernel,
      Dataset data,
      List<Target> targets,
      int wanted,
      Seeds seeds,
      MeasuredSample.Measurement measurement,
      boolean withHalves,
      Progress progress) {
    boolean redraws = wanted > 1 && canRedraw(data);
    int count = redraws ? wanted : 1;
    List<MeasuredSample> dataSets = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      progress.report("spectra", (double) k / count, "data set " + (k + 1) + " of " + count);
      Seeds own = k == 0 ? seeds : seeds.child("data-set/" + k);
      Dataset drawn = k == 0 ? data : redraw(data, own);
      List<double[]> residuals = residuals(targets, drawn, own, backend);
      dataSets.add(measurement.of("data-set-" + k, drawn, residuals));
    }
    List<MeasuredSample> halves = new ArrayList<>();
    if (withHalves && count == 1 && data.samples() >= LEAST_FOR_HALVES) {
      for (int division = 0; division < DIVISIONS; division++) {
        List<int[]> parts = divide(data, division, seeds);
        for (int part = 0; part < parts.size(); part++) {
          int[] indices = parts.get(part);
          int number = 2 * division + part;
          progress.report(
              "spectra",
              0.5 + 0.5 * number / (2.0 * DIVISIONS),
              "half " + (number + 1) + " of " + 2 * DIVISIONS);
          Dataset half = data.select(indices);
          List<double[]> residuals = dataSets.get(0).residualsAt(indices);
          halves.add(measurement.of("half-" + number, half, residuals));
        }
      }
    }
    progress.report("spectra", 1, "");
    return new SpectralStudy(kernel, targets, dataSets, halves);
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
