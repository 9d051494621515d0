package org.ntkasymptotics.experiment;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.data.Dataset;

/**
 * A machine that measures one data set of a study at a time.
 *
 * @param title what it is called where there are several
 * @param measurement on it
 */
record MeasuringPlace(String title, MeasuredSample.Measurement measurement) {

  /**
   * A data set and what is to be learned on it.
   *
   * @param residuals δf of each target
   */
  record Given(Dataset data, List<double[]> residuals) {}

  /**
   * A data set to be measured.
   *
   * @param name of the sample within its study
   * @param words for the progress
   * @param fraction of the study that is done before it, where all is done in order
   * @param given made when its turn has come
   */
  record Job(String name, String words, double fraction, Supplier<Given> given) {}

  /** How a job ended: one of the two is null. */
  private record End(MeasuredSample sample, ComputationException failure) {}

  /**
   * Measures, in the order of the jobs where there is one place.
   *
   * @throws ComputationException of a job that failed wherever it was tried
   */
  static List<MeasuredSample> measure(
      List<Job> jobs, List<MeasuringPlace> places, Progress progress) {
    if (places.size() == 1) {
      return jobs.stream().map(job -> places.get(0).measure(job, "", progress)).toList();
    }
    Map<Job, End> ends =
        SideBySide.ends(
            jobs,
            places,
            new SideBySide.Work<>() {
              @Override
              public End run(Job job, MeasuringPlace place) {
                try {
                  return new End(place.measure(job, " on " + place.title(), progress), null);
                } catch (ComputationException e) {
                  return new End(null, e);
                }
              }

              @Override
              public boolean isLost(MeasuringPlace place, End end) {
                if (end.failure() != null) {
                  progress.note(
                      place.title() + " gets no more work: " + end.failure().getMessage());
                }
                return end.failure() != null;
              }
            });
    return jobs.stream().map(job -> sample(ends.get(job))).toList();
  }

  private static MeasuredSample sample(End end) {
    if (end.failure() != null) {
      throw end.failure();
    }
    return end.sample();
  }

  private MeasuredSample measure(Job job, String where, Progress progress) {
    progress.report("spectra", job.fraction(), job.words() + where);
    Given given = job.given().get();
    return measurement.of(job.name(), given.data(), given.residuals());
  }
}
