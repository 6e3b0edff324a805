// The pairs of texts of a run in the same two languages, which learn from one another.
// Private to align/.
#pragma once

#include <cstddef>
#include <vector>

#include "align/aligner.h"
#include "align/lexicon.h"
#include "align/text_cost.h"
#include "align/words.h"

namespace oimtm::align {

struct PooledPair {
  std::size_t number = 0;  // among all of the run
  Side source;
  Side target;
  std::vector<Waypoint> way;
  std::vector<Bead> beads;  // of the last round; not sure yet
};

struct Pool {
  std::vector<PooledPair> pairs;
  TextModel model;

  void add(std::size_t number, ReadSegments&& source, ReadSegments&& target);
};

// Learns the pool's model from the beads of the last round, each as far as it is sure, and
// from what is known before: a lexicon of the two languages.
void learn(Pool& pool, const Lexicon& known);

// A round of the search: finds the beads of a pair, and the way for the next round. The
// first round makes its own way.
void search(PooledPair& pair, const TextModel& model);

// The last round: the beads with their confidence.
std::vector<Bead> search_with_confidence(const PooledPair& pair, const TextModel& model);

// What the words of all beads say, a word: above 0 if they speak for the beads.
double word_evidence(const PooledPair& pair, const TextModel& model, const std::vector<Bead>& beads);

// What was learned in both directions, by the keys of the words.
Lexicon learned_by(const TextModel& model);

}  // namespace oimtm::align
