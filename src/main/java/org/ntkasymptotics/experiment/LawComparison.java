package org.ntkasymptotics.experiment;

import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.fit.PowerLawFit;
import org.ntkasymptotics.fit.RatioFit;
import org.ntkasymptotics.fit.Series;
import org.ntkasymptotics.theory.PowerLaw;

/**
 * One law beside what was measured of it.
 *
 * @param kind which series
 * @param theory the predicted law; empty where there is none
 * @param measured the series that is shown, of the first data set
 * @param predicted the finite-sample prediction at the same places; empty where there is none
 * @param corrected the measured series freed from its finite-sample correction; empty likewise
 * @param fit the power law fitted after division by the finite-sample correction, or to the bare
 *     series where there is no correction; empty where no window is long enough
 * @param bareFit the power law fitted to the series as it is, over the same window; empty likewise
 * @param ratio measured over predicted; empty where nothing is predicted
 * @param notes plain sentences
 */
public record LawComparison(
    Kind kind,
    Optional<PowerLaw> theory,
    Series measured,
    Optional<Series> predicted,
    Optional<Series> corrected,
    Optional<PowerLawFit> fit,
    Optional<PowerLawFit> bareFit,
    Optional<RatioFit> ratio,
    List<String> notes) {

  /** Copies the notes. */
  public LawComparison {
    notes = List.copyOf(notes);
  }

  /** Which series obeys the law. */
  public enum Kind {
    /** λₙ. */
    EIGENVALUES("eigenvalues"),
    /** sₙ. */
    PARTIAL_SUMS("partial sums"),
    /** L(t) as the spectrum implies it. */
    SPECTRAL_LOSS("loss, spectral"),
    /** L(t) of a trained network. */
    TRAINED_LOSS("loss, trained");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** For tables. */
    public String words() {
      return words;
    }
  }
}
