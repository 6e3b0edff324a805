// Repeats and whole forms, grouped to phrases and their variants. Private to tm/phrases/.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "tm/phrases/forms.h"
#include "tm/phrases/repeats.h"

namespace oimtm::tm {

// Words of a form: all of them, or some in a row.
struct Stretch {
  FormId form = 0;
  std::uint32_t begin = 0;  // in the form
  std::uint32_t length = 0;
};

// A shorter or longer phrase that stands inside a cluster's, or around it.
struct NestedPhrase {
  Stretch stretch;
  std::uint32_t documents = 0;
};

// One phrase with its variants. A core that is a part of another's is said more often than that.
struct Cluster {
  Stretch core;  // the variant that most documents have
  bool is_sentence = false;
  std::vector<Stretch> members;  // where it stands: each form once for each place in it
  std::uint32_t documents = 0;
  double score = 0;                  // what its words tell, in bits, as often as it was said again
  std::vector<NestedPhrase> nested;  // the most frequent first
};

// First whole forms that are alike and stand in enough documents together. Then, in order
// of their score, repeats in what is left: one that is like a cluster joins it, one that is
// a part of a cluster is nested there, unless it stands alone in twice as many documents;
// every other one founds a cluster.
std::vector<Cluster> find_clusters(const Forms& forms, const Repeats& repeats, const RepeatOptions& options);

}  // namespace oimtm::tm
