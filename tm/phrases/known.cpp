#include "tm/phrases/known.h"

#include <algorithm>
#include <map>
#include <set>

#include "tm/phrases/corpus.h"
#include "tm/phrases/longest_runs.h"
#include "tm/phrases/translations.h"

namespace oimtm::tm {

namespace {

constexpr std::size_t kSample = 300;   // units
constexpr std::size_t kMostShown = 3;  // translations of a phrase

using Tokens = std::vector<text::Token>;
using Kind = text::Token::Kind;

// The longest of a file's wordings inside a query, with what is kept of them.
std::vector<KnownPhrase> longest_of(const KeptPhrases& kept, const Query& query) {
  const Tokens words = words_of(query);
  std::vector<text::ByteRange> runs;
  std::map<std::size_t, std::size_t> entries;  // by where the run begins
  std::size_t reached = 0;                     // what lies before it was part of a longer run
  for (std::size_t begin = 0; begin < words.size(); ++begin) {
    std::size_t last = reached;
    std::uint64_t key = 0;
    for (std::size_t end = begin + 1; end <= std::min(words.size(), begin + kept.longest()); ++end) {
      key = key_with(key, words[end - 1]);
      if (end <= reached) continue;
      const std::optional<std::size_t> entry = kept.find(key);
      if (!entry) continue;
      last = end;
      entries[words[begin].where.begin] = *entry;
    }
    if (last == reached) continue;
    runs.push_back({words[begin].where.begin, words[last - 1].where.end});
    reached = last;
  }
  std::vector<KnownPhrase> phrases;
  for (const text::ByteRange run : keep_longest(std::move(runs))) {
    KnownPhrase& phrase = phrases.emplace_back(kept.read(entries.at(run.begin)));
    phrase.where = run;
  }
  return phrases;
}

// Of translations only those into a language, if one is asked for, the likeliest first.
void choose_translations(const text::LanguageTag& language, std::vector<PhraseTranslation>& translations) {
  std::erase_if(translations, [&](const PhraseTranslation& translation) {
    return !language.empty() && !text::same_base(translation.language, language);
  });
  std::stable_sort(translations.begin(), translations.end(),
                   [](const PhraseTranslation& a, const PhraseTranslation& b) {
                     return static_cast<double>(a.count) * a.confidence > static_cast<double>(b.count) * b.confidence;
                   });
  if (translations.size() > kMostShown) translations.resize(kMostShown);
}

}  // namespace

std::vector<KnownPhrase> KnownPhrases::find(const Query& query, const KnownPhraseOptions& options) {
  read_again_if_changed();
  std::vector<KnownPhrase> found = approved(query);
  const auto units = static_cast<std::size_t>(store_.last_unit());
  std::optional<std::vector<KnownPhrase>> others;
  if (units > options.quickly_searched) others = kept(query, options);
  if (!others && units > options.largest_memory) return found;
  if (!others) others = recurring(query, options);
  for (KnownPhrase& phrase : *others) {
    const bool is_inside = std::any_of(found.begin(), found.end(), [&](const KnownPhrase& known) {
      return known.is_approved && known.where.begin <= phrase.where.begin && phrase.where.end <= known.where.end;
    });
    if (!is_inside) found.push_back(std::move(phrase));
  }
  std::stable_sort(found.begin(), found.end(), [](const KnownPhrase& a, const KnownPhrase& b) {
    return std::pair(a.is_approved, a.where.size()) > std::pair(b.is_approved, b.where.size());
  });
  return found;
}

void KnownPhrases::read_again_if_changed() {
  const std::int64_t revision = store_.revision();
  if (revision_ == revision) return;
  revision_ = revision;
  phrases_ = store_.phrases();
  std::vector<ApprovedPhrase> phrases;
  for (const StoredUnit& stored : phrases_)
    for (const text::Variant& variant : stored.unit.variants)
      phrases.push_back({variant.language, variant.segment.text, stored.id});
  checker_.emplace(std::move(phrases));
  sample_.clear();
  kept_.reset();
}

void KnownPhrases::read_sample() {
  if (!sample_.empty()) return;
  const UnitId last = store_.last_unit();
  const UnitId step = std::max<UnitId>(last / static_cast<UnitId>(kSample), 1);
  for (UnitId id = 1; id <= last; id += step)
    if (std::optional<StoredUnit> unit = store_.unit(id)) sample_.push_back(std::move(*unit));
}

std::vector<KnownPhrase> KnownPhrases::approved(const Query& query) {
  std::vector<KnownPhrase> found;
  std::vector<text::LanguageTag> languages = {query.source};
  if (query.source.empty()) {
    std::set<std::string> all;  // the checker asks of no variety
    for (const ApprovedPhrase& phrase : checker_->phrases()) all.emplace(phrase.language.base());
    languages.clear();
    for (const std::string& base : all) languages.emplace_back(base);
  }
  for (const text::LanguageTag& language : languages) {
    for (const PhraseUse& use : checker_->check(query.segment.text, language)) {
      if (!use.edits.empty()) continue;
      const ApprovedPhrase& phrase = checker_->phrases()[use.phrase];
      const auto stored = std::find_if(phrases_.begin(), phrases_.end(),
                                       [&](const StoredUnit& unit) { return unit.id == phrase.unit; });
      KnownPhrase known{use.where, true, 0, {phrase.unit}, {}};
      for (const text::Variant& variant : stored->unit.variants)
        if (variant.language != phrase.language &&
            (query.target.empty() || text::same_base(variant.language, query.target)))
          known.translations.push_back({variant.language, variant.segment.text, 0, 1, true, {phrase.unit}});
      found.push_back(std::move(known));
    }
  }
  return found;
}

std::optional<std::vector<KnownPhrase>> KnownPhrases::kept(const Query& query, const KnownPhraseOptions& options) {
  if (!kept_ || kept_->empty()) kept_ = KeptPhrases::open_all(store_);  // they may have come meanwhile
  std::optional<std::vector<KnownPhrase>> found;
  try {
    for (const KeptPhrases& kept : *kept_) {
      if (!query.source.empty() && query.source.base() != kept.language()) continue;
      if (!found) found.emplace();
      for (KnownPhrase& phrase : longest_of(kept, query)) {
        if (phrase.documents < options.min_documents) continue;
        choose_translations(query.target, phrase.translations);
        found->push_back(std::move(phrase));
      }
    }
  } catch (const DamagedRun&) {
    kept_->clear();  // mining again puts a sound one in its place
    return std::nullopt;
  }
  return found;
}

std::vector<KnownPhrase> KnownPhrases::recurring(const Query& query, const KnownPhraseOptions& options) {
  read_sample();
  std::vector<KnownPhrase> found;
  const LongestRuns runs(store_, query, options);
  for (const text::ByteRange where : runs.find()) {
    const std::vector<Hit> hits = runs.hits(where, options.most_units);
    if (hits.empty()) continue;  // the memory has changed meanwhile
    KnownPhrase& phrase = found.emplace_back();
    phrase.where = where;
    phrase.documents = count_documents(hits);
    for (const Hit& hit : hits) phrase.units.push_back(hit.stored.id);
    std::sort(phrase.units.begin(), phrase.units.end());
    phrase.units.erase(std::unique(phrase.units.begin(), phrase.units.end()), phrase.units.end());
    translate(query, hits, phrase);
  }
  return found;
}

// The hits are a small corpus, and the sample tells which words are common anyway.
void KnownPhrases::translate(const Query& query, const std::vector<Hit>& hits, KnownPhrase& phrase) {
  const text::LanguageTag& language = hits.front().stored.unit.variants[hits.front().variant].language;
  PhraseCorpus corpus(language);
  corpus.add_document({});
  const auto add = [&](const text::TranslationUnit& unit, const text::Variant& source, UnitId id) {
    std::vector<PhraseTarget> targets;
    for (const text::Variant& other : unit.variants)
      if (&other != &source && (query.target.empty() || text::same_base(other.language, query.target)))
        targets.push_back({other.language, other.segment.text, unit.confidence});
    if (targets.empty()) return false;
    corpus.add_segment({.text = source.segment.text, .unit = id, .targets = targets});
    return true;
  };
  FamilyWithPlaces read;
  read.family.wordings.emplace_back();
  std::vector<text::ByteRange> where;
  for (const Hit& hit : hits) {
    const text::Variant& source = hit.stored.unit.variants[hit.variant];
    if (!text::same_base(source.language, language)) continue;
    if (add(hit.stored.unit, source, hit.stored.id)) where.push_back(hit.where.front());
  }
  if (where.empty()) return;
  for (const StoredUnit& stored : sample_)
    for (const text::Variant& variant : stored.unit.variants)
      if (text::same_base(variant.language, language)) add(stored.unit, variant, 0);
  PhraseCorpus::Impl& impl = corpus.impl();
  impl.finish();
  for (std::uint32_t i = 0; i < where.size(); ++i) {
    const auto& segment = impl.segments[i];
    Occurrence occurrence{i, 0, 0, 0, false};
    std::uint32_t words = 0;
    for (const text::Token& token : text::tokenize(impl.text(segment), language)) {
      if (token.kind == Kind::punctuation) continue;
      if (token.where.end <= where[i].begin) ++occurrence.begin;
      if (token.where.begin >= where[i].begin && token.where.end <= where[i].end) ++occurrence.length;
      ++words;
    }
    occurrence.is_segment = occurrence.length == words;
    if (occurrence.length > 0) read.occurrences.push_back(occurrence);
  }
  if (read.occurrences.empty()) return;
  const Occurrence& first = read.occurrences.front();
  read.core = impl.forms.words(impl.segments[first.segment].form).subspan(first.begin, first.length);
  Translator(impl).translate(read);
  phrase.translations = std::move(read.family.wordings.front().translations);
  choose_translations(query.target, phrase.translations);
}

}  // namespace oimtm::tm
