package org.ntkasymptotics.experiment;

import org.ntkasymptotics.backend.Progress;

/** Tells how far one product is as a part of the iteration that wants it. */
final class ProductProgress implements Progress {
  private static final String PRODUCT = "kernel product";
  private final Progress listener;
  private String stage = "";
  private double fraction;
  private String detail = "";

  ProductProgress(Progress listener) {
    this.listener = listener;
  }

  @Override
  public void report(String newStage, double newFraction, String newDetail) {
    if (newStage.equals(PRODUCT)) {
      if (!stage.isEmpty()) {
        listener.report(
            stage, fraction, detail + ", this one " + (int) (100 * newFraction) + " % done");
      }
      return;
    }
    stage = newStage;
    fraction = newFraction;
    detail = newDetail;
    listener.report(stage, fraction, detail);
  }

  @Override
  public void note(String line) {
    listener.note(line);
  }
}
