// What the host hears of a training: twin of DescentWatch.java.
#pragma once

struct Watch {
  double loss;
  double steps;     // done since the start
  double ran_away;  // 1 once the loss has exceeded its bound or is no number: no step is done any more
};
