#include "tm/phrases/clusters.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <unordered_map>

#include "text/hash.h"
#include "tm/phrases/document_counter.h"
#include "tm/phrases/likeness.h"

namespace oimtm::tm {

namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;
// So many times as many documents make a phrase more than a part of a longer one.
constexpr std::uint32_t kDominance = 8;
constexpr std::size_t kMostNested = 8;
// A part of a phrase that is this much like it is the phrase; a smaller one is a part.
constexpr double kWholeLikeness = 0.85;

class Clustering {
 public:
  Clustering(const Forms& forms, const Repeats& repeats, const RepeatOptions& options)
      : forms_(forms),
        repeats_(repeats),
        options_(options),
        weights_(forms),
        counter_(forms),
        owner_(forms.words_in_all(), kNone),
        index_(weights_) {}

  std::vector<Cluster> run() {
    group_sentences();
    take_repeats();
    nest_contained();
    return collect();
  }

 private:
  // What a repeat overlaps with.
  struct Overlap {
    std::uint32_t owner = kNone;
    bool is_inside = false;  // somewhere all of it is the owner's
    bool is_around = false;  // somewhere it has all of the owner's core in it
  };
  struct Standing {
    std::uint32_t alone = 0;  // documents where it stands outside of all clusters
    std::vector<Overlap> overlaps;
  };

  std::span<const WordId> words(const Stretch& stretch) const {
    return forms_.words(stretch.form).subspan(stretch.begin, stretch.length);
  }
  std::span<const WordId> words(const Repeat& repeat) const { return words(stretch_at(repeat.place, repeat.length)); }
  Stretch stretch_at(std::uint32_t place, std::uint32_t length) const {
    const FormId form = forms_.form_at(place);
    return {form, place - forms_.begin(form), length};
  }

  void group_sentences();
  std::vector<bool> forms_with_repeats() const;
  void take_repeats();
  Standing standing(const Repeat& repeat, std::vector<std::uint32_t>* places_alone);
  const Overlap* largest_related(const Standing& standing) const;
  std::optional<std::uint32_t> cluster_of(const Repeat& repeat, const Standing& standing);
  void take(const Repeat& repeat, const Standing& standing, const std::vector<std::uint32_t>& alone);
  std::uint32_t found(const Stretch& core, bool is_sentence);
  void own(std::uint32_t cluster, std::uint32_t place, std::uint32_t length);
  void join(std::uint32_t cluster, const Repeat& repeat, const std::vector<std::uint32_t>& places);
  void count(Cluster& cluster);
  void nest_contained();
  void nest(std::uint32_t inner, std::uint32_t outer);
  std::vector<Cluster> collect();

  const Forms& forms_;
  const Repeats& repeats_;
  const RepeatOptions& options_;
  WordWeights weights_;
  DocumentCounter counter_;
  std::vector<std::uint32_t> owner_;  // of each place: the cluster that it belongs to
  VariantIndex index_;                // of all clusters' cores
  std::vector<Cluster> clusters_;
  std::vector<std::uint32_t> nested_in_;  // of each cluster
};

std::uint32_t Clustering::found(const Stretch& core, bool is_sentence) {
  const auto number = static_cast<std::uint32_t>(clusters_.size());
  clusters_.push_back({core, is_sentence, {}, 0, 0, {}});
  nested_in_.push_back(kNone);
  index_.add(words(core));
  return number;
}

void Clustering::own(std::uint32_t cluster, std::uint32_t place, std::uint32_t length) {
  std::fill_n(owner_.begin() + place, length, cluster);
}

void Clustering::count(Cluster& cluster) {
  counter_.start();
  for (const Stretch& member : cluster.members) counter_.add(forms_.documents(member.form));
  cluster.documents = counter_.count();
}

// Forms a good part of which recurs: others are like no other.
std::vector<bool> Clustering::forms_with_repeats() const {
  std::vector<bool> covered(forms_.words_in_all(), false);
  for (const Repeat& repeat : repeats_.repeats)
    for (std::uint32_t row = repeat.first_row; row <= repeat.last_row; ++row) covered[repeats_.places[row]] = true;
  std::vector<bool> result(forms_.size(), false);
  for (FormId form = 0; form < forms_.size(); ++form) {
    const std::uint32_t begin = forms_.begin(form);
    for (std::size_t at = 0; at < forms_.words(form).size() && !result[form]; ++at) result[form] = covered[begin + at];
  }
  return result;
}

void Clustering::group_sentences() {
  const std::vector<bool> may_recur = forms_with_repeats();
  std::vector<FormId> order;
  for (FormId form = 0; form < forms_.size(); ++form)
    if (may_recur[form]) order.push_back(form);
  std::sort(order.begin(), order.end(), [&](FormId a, FormId b) {
    const auto key = [&](FormId form) {
      return std::tuple(forms_.documents(form).size(), forms_.words(form).size(), ~form);
    };
    return key(a) > key(b);
  });
  std::vector<Cluster> groups;
  VariantIndex index(weights_);
  for (const FormId form : order) {
    const Stretch whole{form, 0, static_cast<std::uint32_t>(forms_.words(form).size())};
    std::optional<std::uint32_t> group = index.find(forms_.words(form));
    if (!group) {
      group = static_cast<std::uint32_t>(groups.size());
      groups.push_back({whole, true, {}, 0, 0, {}});
      index.add(forms_.words(form));
    }
    groups[*group].members.push_back(whole);
  }
  for (Cluster& group : groups) {
    count(group);
    if (group.documents < options_.min_documents) continue;
    const std::uint32_t cluster = found(group.core, true);
    for (const Stretch& member : group.members) own(cluster, forms_.begin(member.form), member.length);
    clusters_[cluster].members = std::move(group.members);
    clusters_[cluster].documents = group.documents;
  }
}

Clustering::Standing Clustering::standing(const Repeat& repeat, std::vector<std::uint32_t>* places_alone) {
  Standing result;
  counter_.start();
  for (std::uint32_t row = repeat.first_row; row <= repeat.last_row; ++row) {
    const std::uint32_t place = repeats_.places[row];
    const auto owners = std::span(owner_).subspan(place, repeat.length);
    const std::span<const std::uint32_t> documents = forms_.documents(forms_.form_at(place));
    std::uint32_t owned = 0;
    for (std::size_t at = 0; at < owners.size();) {
      const std::uint32_t owner = owners[at];
      std::size_t end = at + 1;
      while (end < owners.size() && owners[end] == owner) ++end;
      if (owner != kNone) {
        const auto length = static_cast<std::uint32_t>(end - at);
        owned += length;
        auto overlap = std::find_if(result.overlaps.begin(), result.overlaps.end(),
                                    [&](const Overlap& known) { return known.owner == owner; });
        if (overlap == result.overlaps.end())
          overlap = result.overlaps.insert(result.overlaps.end(), Overlap{owner, false, false});
        overlap->is_inside = overlap->is_inside || length == repeat.length;
        overlap->is_around = overlap->is_around || length >= clusters_[owner].core.length;
      }
      at = end;
    }
    if (2 * owned > repeat.length) continue;
    counter_.add(documents);
    if (places_alone != nullptr) places_alone->push_back(place);
  }
  result.alone = counter_.count();
  return result;
}

void Clustering::join(std::uint32_t cluster, const Repeat& repeat, const std::vector<std::uint32_t>& places) {
  for (const std::uint32_t place : places) {
    // Places of a repeat may overlap one another, as in "a b a b a b".
    if (std::any_of(owner_.begin() + place, owner_.begin() + place + repeat.length,
                    [&](std::uint32_t owner) { return owner == cluster; }))
      continue;
    clusters_[cluster].members.push_back(stretch_at(place, repeat.length));
    own(cluster, place, repeat.length);
  }
}

const Clustering::Overlap* Clustering::largest_related(const Standing& standing) const {
  const Overlap* largest = nullptr;
  for (const Overlap& overlap : standing.overlaps) {
    const bool is_related = overlap.is_inside || overlap.is_around;
    if (is_related && (largest == nullptr || clusters_[overlap.owner].documents > clusters_[largest->owner].documents))
      largest = &overlap;
  }
  return largest;
}

// The cluster whose phrase the repeat is, in the same or in other words.
std::optional<std::uint32_t> Clustering::cluster_of(const Repeat& repeat, const Standing& standing) {
  for (const Overlap& overlap : standing.overlaps)
    if (likeness(words(repeat), words(clusters_[overlap.owner].core), weights_) >= kWholeLikeness) return overlap.owner;
  if (standing.alone < options_.min_documents) return std::nullopt;
  const std::optional<std::uint32_t> variant = index_.find(words(repeat));
  if (!variant) return std::nullopt;
  const std::span<const WordId> core = words(clusters_[*variant].core);
  const std::span<const WordId> part = words(repeat);
  const bool is_part = std::search(core.begin(), core.end(), part.begin(), part.end()) != core.end();
  return is_part ? std::nullopt : variant;
}

void Clustering::take(const Repeat& repeat, const Standing& standing, const std::vector<std::uint32_t>& alone) {
  if (const std::optional<std::uint32_t> cluster = cluster_of(repeat, standing)) return join(*cluster, repeat, alone);
  const Overlap* largest = largest_related(standing);
  const bool stands_alone = standing.alone >= options_.min_documents &&
                            (largest == nullptr || standing.alone >= kDominance * clusters_[largest->owner].documents);
  if (stands_alone) {
    const std::uint32_t cluster = found(stretch_at(repeat.place, repeat.length), false);
    join(cluster, repeat, alone);
    clusters_[cluster].documents = standing.alone;
    for (const Overlap& overlap : standing.overlaps)
      if (overlap.is_inside || overlap.is_around) nest(overlap.owner, cluster);
    return;
  }
  if (largest == nullptr || repeat.documents <= clusters_[largest->owner].documents) return;
  clusters_[largest->owner].nested.push_back({stretch_at(repeat.place, repeat.length), repeat.documents});
  for (const std::uint32_t place : alone) own(largest->owner, place, repeat.length);
}

void Clustering::take_repeats() {
  using Entry = std::pair<double, std::uint32_t>;
  std::priority_queue<Entry> queue;
  std::vector<double> bits(repeats_.repeats.size());
  for (std::uint32_t i = 0; i < repeats_.repeats.size(); ++i) {
    bits[i] = weights_(words(repeats_.repeats[i]));
    queue.emplace(bits[i] * (repeats_.repeats[i].documents - 1), ~i);
  }
  std::vector<std::uint32_t> alone;
  while (!queue.empty()) {
    const auto [score, number] = queue.top();
    queue.pop();
    const Repeat& repeat = repeats_.repeats[~number];
    alone.clear();
    const Standing now = standing(repeat, &alone);
    if (now.alone == 0) continue;
    // Most of it went to others meanwhile: it waits until it is the best of what is left.
    const double left = bits[~number] * (now.alone - 0.5);
    if (left < score / 2 && !queue.empty() && left < queue.top().first) {
      queue.emplace(left, number);
      continue;
    }
    take(repeat, now, alone);
  }
}

void Clustering::nest(std::uint32_t inner, std::uint32_t outer) {
  if (nested_in_[inner] != kNone || nested_in_[outer] != kNone || inner == outer) return;
  nested_in_[inner] = outer;
  clusters_[outer].nested.push_back({clusters_[inner].core, clusters_[inner].documents});
}

// Of two cores one of which is a part of the other, that which says less, or to fewer
// documents, is nested in the other. Found by the rarest triple of words of the shorter one.
void Clustering::nest_contained() {
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_triple;
  const auto triple = [](std::span<const WordId> three) {
    return text::hash64({reinterpret_cast<const char*>(three.data()), 3 * sizeof(WordId)});
  };
  for (std::uint32_t i = 0; i < clusters_.size(); ++i) {
    count(clusters_[i]);
    const std::span<const WordId> core = words(clusters_[i].core);
    for (std::size_t at = 0; at + 3 <= core.size(); ++at) {
      std::vector<std::uint32_t>& list = by_triple[triple(core.subspan(at))];
      if (list.empty() || list.back() != i) list.push_back(i);
    }
  }
  for (std::uint32_t i = 0; i < clusters_.size(); ++i) {
    const std::span<const WordId> core = words(clusters_[i].core);
    const std::vector<std::uint32_t>* rarest = nullptr;
    for (std::size_t at = 0; at + 3 <= core.size(); ++at) {
      const std::vector<std::uint32_t>& list = by_triple[triple(core.subspan(at))];
      if (rarest == nullptr || list.size() < rarest->size()) rarest = &list;
    }
    if (rarest == nullptr) continue;
    for (const std::uint32_t other : *rarest) {
      const std::span<const WordId> longer = words(clusters_[other].core);
      if (other == i || longer.size() < core.size()) continue;
      if (std::search(longer.begin(), longer.end(), core.begin(), core.end()) == longer.end()) continue;
      const bool is_less = clusters_[i].documents * weights_(core) <= clusters_[other].documents * weights_(longer);
      nest(is_less ? i : other, is_less ? other : i);
    }
  }
}

std::vector<Cluster> Clustering::collect() {
  std::vector<Cluster> result;
  for (std::uint32_t i = 0; i < clusters_.size(); ++i) {
    Cluster& cluster = clusters_[i];
    if (nested_in_[i] != kNone || cluster.documents < options_.min_documents) continue;
    cluster.score = std::log2(cluster.documents + 1.0) * weights_(words(cluster.core));
    std::sort(cluster.nested.begin(), cluster.nested.end(), [](const NestedPhrase& a, const NestedPhrase& b) {
      const auto key = [](const NestedPhrase& phrase) {
        return std::tuple(phrase.documents, phrase.stretch.length, phrase.stretch.form, phrase.stretch.begin);
      };
      return key(a) > key(b);
    });
    if (cluster.nested.size() > kMostNested) cluster.nested.resize(kMostNested);
    result.push_back(std::move(cluster));
  }
  std::sort(result.begin(), result.end(), [](const Cluster& a, const Cluster& b) {
    return std::tuple(-a.score, a.core.form, a.core.begin) < std::tuple(-b.score, b.core.form, b.core.begin);
  });
  return result;
}

}  // namespace

std::vector<Cluster> find_clusters(const Forms& forms, const Repeats& repeats, const RepeatOptions& options) {
  return Clustering(forms, repeats, options).run();
}

}  // namespace oimtm::tm
