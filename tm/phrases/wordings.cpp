#include "tm/phrases/wordings.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <unordered_map>

#include "text/characters.h"
#include "text/hash.h"

namespace oimtm::tm {

namespace {

using Kind = text::Token::Kind;

std::string_view bytes(std::string_view text, text::ByteRange range) { return text.substr(range.begin, range.size()); }

bool is_one_of(std::string_view token, std::initializer_list<std::string_view> marks) {
  return std::find(marks.begin(), marks.end(), token) != marks.end();
}

// The first and last token of the words `begin` to `begin + length`.
std::pair<std::size_t, std::size_t> token_range(const std::vector<text::Token>& tokens, std::uint32_t begin,
                                                std::uint32_t length) {
  std::size_t first = tokens.size();
  std::size_t last = 0;
  std::uint32_t word = 0;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].kind == Kind::punctuation) continue;
    if (word == begin) first = at;
    if (word + 1 == begin + length) last = at;
    ++word;
  }
  return {first, last};
}

std::size_t count_words(const std::vector<text::Token>& tokens) {
  return static_cast<std::size_t>(std::count_if(
      tokens.begin(), tokens.end(), [](const text::Token& token) { return token.kind != Kind::punctuation; }));
}

// A bracket or quotation mark that is open within the tokens and closed right behind them
// belongs to them.
std::size_t with_closing(std::string_view text, const std::vector<text::Token>& tokens, std::size_t first,
                         std::size_t last) {
  constexpr std::array<std::array<std::string_view, 2>, 4> kPairs = {{{"(", ")"}, {"«", "»"}, {"“", "”"}, {"[", "]"}}};
  if (last + 1 >= tokens.size()) return last;
  const std::string_view behind = bytes(text, tokens[last + 1].where);
  for (const auto& [opens, closes] : kPairs) {
    if (behind != closes) continue;
    int depth = 0;
    for (std::size_t at = first; at <= last; ++at) {
      const std::string_view token = bytes(text, tokens[at].where);
      depth += token == opens ? 1 : token == closes ? -1 : 0;
    }
    return depth > 0 ? last + 1 : last;
  }
  return last;
}

}  // namespace

std::uint64_t initial_folded(std::string_view text, const text::Token& word) {
  const std::string_view whole = bytes(text, word.where);
  std::size_t at = 0;
  text::next_character(whole, at);
  const std::vector<text::Token> tokens =
      text::tokenize(text::fold_case(whole.substr(0, at)) + std::string(whole.substr(at)), {});
  return tokens.empty() ? word.plain : tokens.front().surface;
}

std::uint64_t wording_key(std::string_view text, bool any_case) {
  std::vector<text::Token> tokens = text::tokenize(text, {});
  while (!tokens.empty() && tokens.back().kind == Kind::punctuation) tokens.pop_back();
  const auto begin = std::find_if(tokens.begin(), tokens.end(),
                                  [](const text::Token& token) { return token.kind != Kind::punctuation; });
  tokens.erase(tokens.begin(), begin);
  if (!any_case && !tokens.empty()) tokens.front().surface = initial_folded(text, tokens.front());
  if (any_case)
    for (text::Token& token : tokens) token.surface = token.plain;
  return text::exact_hash(tokens);
}

text::ByteRange whole(std::string_view text, const std::vector<text::Token>& tokens) {
  if (tokens.empty()) return {0, 0};
  std::size_t last = tokens.size() - 1;
  while (last > 0 && is_one_of(bytes(text, tokens[last].where), {":", ",", ";", "-", "–"})) --last;
  return {tokens.front().where.begin, tokens[last].where.end};
}

text::ByteRange bytes_of(std::string_view text, const std::vector<text::Token>& tokens, std::uint32_t begin,
                         std::uint32_t length) {
  if (tokens.empty()) return {0, 0};
  auto [first, last] = token_range(tokens, begin, length);
  if (length == count_words(tokens)) return whole(text, tokens);
  last = with_closing(text, tokens, first, last);
  return {tokens[first].where.begin, tokens[last].where.end};
}

WordingReader::WordingReader(const PhraseCorpus::Impl& corpus) : corpus_(corpus) {
  segment_begins_.assign(corpus.forms.size() + 1, 0);
  for (const auto& segment : corpus.segments) ++segment_begins_[segment.form + 1];
  for (std::size_t form = 0; form < corpus.forms.size(); ++form) segment_begins_[form + 1] += segment_begins_[form];
  segments_.resize(corpus.segments.size());
  std::vector<std::uint32_t> next = segment_begins_;
  for (std::uint32_t i = 0; i < corpus.segments.size(); ++i) segments_[next[corpus.segments[i].form]++] = i;
  std::vector<std::uint32_t> order(corpus.documents.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const std::string& first = corpus.documents[a].date;
    const std::string& second = corpus.documents[b].date;
    return std::pair(first.empty(), std::string_view(first)) < std::pair(second.empty(), std::string_view(second));
  });
  rank_.resize(order.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
    rank_[order[rank]] = rank;
    documents_.push_back(corpus.documents[order[rank]]);
  }
}

namespace {

// Each once, in order.
template <class Number>
void tidy(std::vector<Number>& numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

// The text that most occurrences of a wording have; of several the one that came first.
struct Spelling {
  std::string_view text;
  std::size_t count = 0;
};

class FamilyBuilder {
 public:
  FamilyBuilder(const PhraseCorpus::Impl& corpus, const std::vector<std::uint32_t>& rank)
      : corpus_(corpus), rank_(rank) {}

  // `is_core`: it has the words that most documents have.
  void add(std::uint32_t number, const Stretch& stretch, bool is_core) {
    const PhraseCorpus::Impl::Segment& segment = corpus_.segments[number];
    const std::string_view text = corpus_.text(segment);
    const Known& known = find(text, stretch);
    PhraseWording& wording = family_.wordings[known.wording];
    ++spellings_[known.wording][bytes(text, known.where)];
    ++wording.count;
    wording.documents.push_back(rank_[segment.document]);
    wording.is_segment = wording.is_segment || known.is_segment;
    if (is_core) is_core_[known.wording] = true;
    if (segment.unit != 0) wording.units.push_back(segment.unit);
    ++kinds_[segment.kind];
    occurrences_.push_back({number, known.wording, stretch.begin, stretch.length, known.is_segment});
  }

  FamilyWithPlaces finish(const std::vector<PhraseDocument>& documents) {
    for (std::size_t i = 0; i < family_.wordings.size(); ++i) {
      PhraseWording& wording = family_.wordings[i];
      std::size_t most = 0;
      for (const auto& [text, count] : spellings_[i]) {
        if (count <= most) continue;
        most = count;
        wording.text = text;
      }
      tidy(wording.documents);
      tidy(wording.units);
      family_.count += wording.count;
      family_.documents.insert(family_.documents.end(), wording.documents.begin(), wording.documents.end());
      set_dates(wording, documents);
    }
    tidy(family_.documents);
    set_dates(family_, documents);
    std::size_t most = 0;
    for (const auto& [kind, count] : kinds_)
      if (count > most) family_.kind = kind, most = count;
    order_wordings();
    return {std::move(family_), std::move(occurrences_), {}};
  }

 private:
  struct Known {
    std::uint32_t wording = 0;
    bool is_segment = false;
    text::ByteRange where;
  };

  const Known& find(std::string_view text, const Stretch& stretch) {
    const std::uint64_t key = text::hash64(text, (std::uint64_t{stretch.begin} << 32) | stretch.length);
    const auto [found, is_new] = known_.try_emplace(key);
    if (!is_new) return found->second;
    const std::vector<text::Token> tokens = text::tokenize(text, corpus_.language);
    Known& known = found->second;
    known.where = bytes_of(text, tokens, stretch.begin, stretch.length);
    known.is_segment = stretch.length == corpus_.forms.words(stretch.form).size();
    const auto [wording, is_first] =
        by_key_.try_emplace(wording_key(bytes(text, known.where)), static_cast<std::uint32_t>(spellings_.size()));
    if (is_first) {
      family_.wordings.emplace_back();
      spellings_.emplace_back();
      is_core_.push_back(false);
    }
    known.wording = wording->second;
    return known;
  }

  template <class Dated>
  static void set_dates(Dated& dated, const std::vector<PhraseDocument>& documents) {
    for (const std::size_t document : dated.documents) {
      const std::string& date = documents[document].date;
      if (date.empty()) break;  // those without come last
      if (dated.first.empty()) dated.first = date;
      dated.last = date;
    }
  }

  // The most documents first, then the earliest. Before all the one of the core's words: where
  // each document has another number, the most frequent wording may be an odd one.
  void order_wordings() {
    std::vector<std::uint32_t> order(family_.wordings.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return family_.wordings[a].documents.size() > family_.wordings[b].documents.size();
    });
    const auto main =
        std::find_if(order.begin(), order.end(), [&](std::uint32_t wording) { return is_core_[wording]; });
    if (main != order.end()) std::rotate(order.begin(), main, main + 1);
    std::vector<std::uint32_t> place(order.size());
    std::vector<PhraseWording> sorted;
    sorted.reserve(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
      place[order[i]] = i;
      sorted.push_back(std::move(family_.wordings[order[i]]));
    }
    family_.wordings = std::move(sorted);
    for (Occurrence& occurrence : occurrences_) occurrence.wording = place[occurrence.wording];
  }

  const PhraseCorpus::Impl& corpus_;
  const std::vector<std::uint32_t>& rank_;
  PhraseFamily family_;
  std::vector<Occurrence> occurrences_;
  std::unordered_map<std::uint64_t, Known> known_;           // by text and stretch
  std::unordered_map<std::uint64_t, std::uint32_t> by_key_;  // wordings
  std::vector<std::map<std::string_view, std::size_t>> spellings_;
  std::vector<bool> is_core_;  // of each wording
  std::map<text::BlockKind, std::size_t> kinds_;
};

}  // namespace

NestedText WordingReader::nested_text(const NestedPhrase& nested) const {
  const std::uint32_t number = segments_[segment_begins_[nested.stretch.form]];
  const std::string_view text = corpus_.text(corpus_.segments[number]);
  const Stretch stretch = without_cut_article(nested.stretch);
  const text::ByteRange where = bytes_of(text, text::tokenize(text, corpus_.language), stretch.begin, stretch.length);
  return {std::string(bytes(text, where)), nested.documents, false};
}

Stretch WordingReader::without_cut_article(Stretch stretch) const {
  const std::span<const WordId> words = corpus_.forms.words(stretch.form);
  while (stretch.length > 1 && corpus_.forms.is_elided(words[stretch.begin + stretch.length - 1])) --stretch.length;
  return stretch;
}

FamilyWithPlaces WordingReader::read(const Cluster& cluster) const {
  FamilyBuilder builder(corpus_, rank_);
  const auto words_of = [&](const Stretch& stretch) {
    return corpus_.forms.words(stretch.form).subspan(stretch.begin, stretch.length);
  };
  const std::span<const WordId> core = words_of(cluster.core);
  std::vector<Stretch> members = cluster.members;
  std::sort(members.begin(), members.end(), [](const Stretch& a, const Stretch& b) {
    return std::tuple(a.form, a.begin) < std::tuple(b.form, b.begin);
  });
  for (Stretch member : members) {
    const std::span<const WordId> own = words_of(member);
    const bool is_core = std::equal(own.begin(), own.end(), core.begin(), core.end());
    member = without_cut_article(member);
    for (std::uint32_t i = segment_begins_[member.form]; i < segment_begins_[member.form + 1]; ++i)
      builder.add(segments_[i], member, is_core);
  }
  FamilyWithPlaces result = builder.finish(documents_);
  result.family.score = cluster.score;
  result.core = core;
  for (const NestedPhrase& nested : cluster.nested) result.family.nested.push_back(nested_text(nested));
  return result;
}

}  // namespace oimtm::tm
