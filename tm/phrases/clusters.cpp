#include "tm/phrases/clusters.h"

#include <algorithm>
#include <cmath>
#include <queue>

#include "tm/phrases/containment.h"
#include "tm/phrases/document_counter.h"
#include "tm/phrases/likeness.h"
#include "tm/phrases/sentences.h"

namespace oimtm::tm {

namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;
// So many times as many documents as a longer phrase has make a part of it a phrase of its
// own, if they have it outside of all phrases.
constexpr std::uint32_t kMoreOften = 2;
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
    take_sentences();
    take_repeats();
    nest_contained();
    return collect();
  }

 private:
  // What a repeat overlaps with.
  struct Overlap {
    std::uint32_t owner = kNone;
    bool is_inside = false;  // somewhere all of it is the owner's
    bool is_around = false;  // somewhere it has all of the owner's core in it, and more
  };
  struct Standing {
    std::uint32_t alone = 0;                  // documents where it stands outside of all clusters
    std::vector<std::uint32_t> alone_places;  // where
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

  void take_sentences();
  void take_repeats();
  Standing standing(const Repeat& repeat);
  const Overlap* largest_around(const Standing& standing) const;
  std::optional<std::uint32_t> cluster_of(const Repeat& repeat, const Standing& standing);
  void take(const Repeat& repeat, const Standing& standing);
  void tell_longer(const Repeat& repeat, const Standing& standing);
  void found_part(const Repeat& repeat, const Standing& standing);
  std::uint32_t found(const Stretch& core, bool is_sentence);
  void own(std::uint32_t cluster, std::uint32_t place, std::uint32_t length) {
    std::fill_n(owner_.begin() + place, length, cluster);
  }
  void join(std::uint32_t cluster, const Repeat& repeat, const std::vector<std::uint32_t>& places);
  void count(Cluster& cluster);
  std::uint32_t documents_alone(std::uint32_t cluster);
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
  std::vector<bool> is_nested_;  // of each cluster
};

std::uint32_t Clustering::found(const Stretch& core, bool is_sentence) {
  const auto number = static_cast<std::uint32_t>(clusters_.size());
  clusters_.push_back({core, is_sentence, {}, 0, 0, {}});
  is_nested_.push_back(false);
  index_.add(words(core));
  return number;
}

void Clustering::count(Cluster& cluster) {
  counter_.start();
  for (const Stretch& member : cluster.members) counter_.add(forms_.documents(member.form));
  cluster.documents = counter_.count();
}

void Clustering::take_sentences() {
  for (Cluster& group : group_sentences(forms_, repeats_, weights_, options_.min_documents)) {
    const std::uint32_t cluster = found(group.core, true);
    for (const Stretch& member : group.members) own(cluster, forms_.begin(member.form), member.length);
    clusters_[cluster].members = std::move(group.members);
    clusters_[cluster].documents = group.documents;
  }
}

Clustering::Standing Clustering::standing(const Repeat& repeat) {
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
        overlap->is_around = overlap->is_around || (length < repeat.length && length >= clusters_[owner].core.length);
      }
      at = end;
    }
    if (2 * owned > repeat.length) continue;
    counter_.add(documents);
    result.alone_places.push_back(place);
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

// The cluster with the most documents that the repeat is a part of, if there is one.
const Clustering::Overlap* Clustering::largest_around(const Standing& standing) const {
  const Overlap* largest = nullptr;
  for (const Overlap& overlap : standing.overlaps)
    if (overlap.is_inside &&
        (largest == nullptr || clusters_[overlap.owner].documents > clusters_[largest->owner].documents))
      largest = &overlap;
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

void Clustering::take(const Repeat& repeat, const Standing& standing) {
  if (const std::optional<std::uint32_t> cluster = cluster_of(repeat, standing))
    return join(*cluster, repeat, standing.alone_places);
  const Overlap* largest = largest_around(standing);
  const bool stands_alone = standing.alone >= options_.min_documents &&
                            (largest == nullptr || standing.alone >= kMoreOften * clusters_[largest->owner].documents);
  if (stands_alone) return found_part(repeat, standing);
  if (largest == nullptr || repeat.documents <= clusters_[largest->owner].documents) return;
  clusters_[largest->owner].nested.push_back({stretch_at(repeat.place, repeat.length), repeat.documents});
  for (const std::uint32_t place : standing.alone_places) own(largest->owner, place, repeat.length);
}

// A phrase of its own: it also stands in longer ones, which keep their words.
void Clustering::found_part(const Repeat& repeat, const Standing& standing) {
  const std::uint32_t cluster = found(stretch_at(repeat.place, repeat.length), false);
  join(cluster, repeat, standing.alone_places);
  std::vector<std::uint32_t> places(repeats_.places.begin() + repeat.first_row,
                                    repeats_.places.begin() + repeat.last_row + 1);
  std::sort(places.begin(), places.end());
  std::uint32_t end = 0;  // of the last place that was taken
  for (const std::uint32_t place : places) {
    const auto owners = std::span(owner_).subspan(place, repeat.length);
    if (place < end || std::find(owners.begin(), owners.end(), cluster) != owners.end()) continue;
    clusters_[cluster].members.push_back(stretch_at(place, repeat.length));
    end = place + repeat.length;
  }
  count(clusters_[cluster]);
}

// What is mostly a shorter phrase is told with that.
void Clustering::tell_longer(const Repeat& repeat, const Standing& standing) {
  for (const Overlap& overlap : standing.overlaps)
    if (overlap.is_inside) return;  // it is a part of a longer one too
  for (const Overlap& overlap : standing.overlaps)
    if (overlap.is_around)
      return clusters_[overlap.owner].nested.push_back({stretch_at(repeat.place, repeat.length), repeat.documents});
}

void Clustering::take_repeats() {
  using Entry = std::pair<double, std::uint32_t>;
  std::priority_queue<Entry> queue;
  std::vector<double> bits(repeats_.repeats.size());
  for (std::uint32_t i = 0; i < repeats_.repeats.size(); ++i) {
    bits[i] = weights_(words(repeats_.repeats[i]));
    queue.emplace(bits[i] * (repeats_.repeats[i].documents - 1), ~i);
  }
  while (!queue.empty()) {
    const auto [score, number] = queue.top();
    queue.pop();
    const Repeat& repeat = repeats_.repeats[~number];
    const Standing now = standing(repeat);
    if (now.alone == 0) {
      tell_longer(repeat, now);
      continue;
    }
    // Most of it went to others meanwhile: it waits until it is the best of what is left.
    const double left = bits[~number] * (now.alone - 0.5);
    if (left < score / 2 && !queue.empty() && left < queue.top().first) {
      queue.emplace(left, number);
      continue;
    }
    take(repeat, now);
  }
}

std::uint32_t Clustering::documents_alone(std::uint32_t cluster) {
  counter_.start();
  for (const Stretch& member : clusters_[cluster].members)
    if (owner_[forms_.begin(member.form) + member.begin + member.length / 2] == cluster)
      counter_.add(forms_.documents(member.form));
  return counter_.count();
}

// A part of a longer phrase is told there. It is a phrase of its own too if it is said more
// often than that: if it stands alone in more documents, or as a whole segment in as many.
void Clustering::nest(std::uint32_t inner, std::uint32_t outer) {
  const Cluster& part = clusters_[inner];
  Cluster& whole = clusters_[outer];
  const std::uint32_t least = part.is_sentence ? whole.documents : kMoreOften * whole.documents;
  whole.nested.push_back({part.core, part.documents});
  if (documents_alone(inner) < least) is_nested_[inner] = true;
}

void Clustering::nest_contained() {
  std::vector<std::span<const WordId>> cores;
  for (Cluster& cluster : clusters_) {
    count(cluster);
    cores.push_back(words(cluster.core));
  }
  for (const Containment& pair : find_contained(cores)) nest(pair.inner, pair.outer);
}

std::vector<Cluster> Clustering::collect() {
  std::vector<Cluster> result;
  for (std::uint32_t i = 0; i < clusters_.size(); ++i) {
    Cluster& cluster = clusters_[i];
    if (is_nested_[i] || cluster.documents < options_.min_documents) continue;
    cluster.score = (cluster.documents - 1.0) * weights_(words(cluster.core));
    std::ranges::sort(cluster.nested, std::greater<>(), [](const NestedPhrase& phrase) {
      return std::tuple(phrase.documents, phrase.stretch.length, phrase.stretch.form, phrase.stretch.begin);
    });
    if (cluster.nested.size() > kMostNested) cluster.nested.resize(kMostNested);
    result.push_back(std::move(cluster));
  }
  std::ranges::sort(result, {}, [](const Cluster& cluster) {
    return std::tuple(-cluster.score, cluster.core.form, cluster.core.begin);
  });
  return result;
}

}  // namespace

std::vector<Cluster> find_clusters(const Forms& forms, const Repeats& repeats, const RepeatOptions& options) {
  return Clustering(forms, repeats, options).run();
}

}  // namespace oimtm::tm
