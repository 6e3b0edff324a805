// Aligning texts: all pairs of documents of a run together, so that each learns from the
// others which words translate which.
//
//   std::vector<align::TextPair> pairs = {{&english, &french}};
//   for (const align::Alignment& alignment : align::align_texts(pairs).alignments)
//     use(alignment.beads);
//
// How it is done and how good it is: docs/alignment.md.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "align/aligner.h"
#include "align/lexicon.h"
#include "text/document.h"

namespace oimtm::align {

struct TextPair {
  const text::SegmentedDocument* source = nullptr;
  const text::SegmentedDocument* target = nullptr;
};

struct AlignOptions {
  std::size_t threads = 1;  // at least 1; the result is the same for any number
  Lexicons known;           // what is known before, such as a dictionary
  // Called now and then from the calling thread: how much of the work is done.
  // What it throws ends the work.
  std::function<void(std::size_t done, std::size_t all)> progress;
};

struct Alignment {
  std::vector<Bead> beads;
  // Whether the texts are translations at all: their words fit better in this order than
  // with one of the texts turned round. Beads of texts that are not have a low confidence.
  bool is_related = true;
};

struct AlignedTexts {
  std::vector<Alignment> alignments;  // of the pairs, in order
  Lexicons learned;                   // with what was known of the pairs' words
};

// The best beads of each pair. Pairs of the same two languages learn from one another.
//
// Three rounds: between segments that share rare words; then twice near the last round's
// beads, with translations learned from these (see TextCost, TranslationTable).
//
// Time: linear in the length of the texts. Memory: what the texts have, some 30 bytes a
// word, and for the pairs at hand 500 bytes a segment.
AlignedTexts align_texts(std::span<const TextPair> pairs, const AlignOptions& options = {});

}  // namespace oimtm::align
