#include "tm/fuzzy_index/run_builder.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <span>

#include "tm/fuzzy_index/query.h"
#include "tm/fuzzy_index/run.h"
#include "tm/fuzzy_index/signature.h"
#include "tm/fuzzy_index/words.h"

namespace oimtm::tm {

namespace {

// Sections one behind the other, as they lie in the file.
class Sections {
 public:
  template <class Element>
  void add(Section which, std::vector<Element> elements) {
    const std::size_t bytes = elements.size() * sizeof(Element);
    header.sections[static_cast<std::size_t>(which)] = {size_, bytes};
    size_ += (bytes + 7) / 8 * 8;
    const auto* data = reinterpret_cast<const std::byte*>(elements.data());
    parts_.emplace_back(data, data + bytes);
  }

  std::vector<std::byte> finish() {
    header.pages = (size_ + kRunPage - 1) / kRunPage;
    const std::size_t data = run_data_offset(header);
    std::vector<std::byte> bytes(data + header.pages * kRunPage);
    for (std::size_t i = 0; i < kSections; ++i) {
      if (!parts_[i].empty()) std::memcpy(&bytes[data + header.sections[i].offset], parts_[i].data(), parts_[i].size());
      parts_[i] = {};
    }
    seal_run(bytes, header);
    return bytes;
  }

  RunHeader header;

 private:
  std::size_t size_ = 0;
  std::vector<std::vector<std::byte>> parts_;
};

// Calls `visit` with each list that a segment of these words is in: those of its rarest
// words, which have the largest numbers, each word once.
template <class Visit>
void for_each_list(std::vector<std::uint32_t>& words, const Visit& visit) {
  const auto rarest = [&](int least) { return words.size() - needed_tokens(words.size(), least) + 1; };
  const std::size_t count = rarest(kLeastLikeness);
  std::partial_sort(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count), words.end(), std::greater<>());
  std::size_t band = 0;
  for (std::size_t i = 0; i < count; ++i) {
    while (i >= rarest(kBands[band])) ++band;
    if (i == 0 || words[i] != words[i - 1]) visit(words[i] * kBands.size() + band);
  }
}

// What stands once for each unit, in the order of units: by length.
struct Columns {
  void add(std::span<const std::uint32_t> words, std::uint32_t segment, const CharacterOutline& outline) {
    if (lengths.empty() || lengths.back().length != words.size())
      lengths.push_back({static_cast<std::uint32_t>(words.size()), static_cast<std::uint32_t>(segments.size())});
    segments.push_back(segment);
    outlines.push_back(outline);
    Signature signature;
    for (const std::uint32_t word : words) {
      signature.add(word);
      put_word(word, [&](std::uint8_t byte) { tokens.push_back(byte); });
    }
    signatures.push_back(signature);
    far.push_back(signature.far);
    starts.push_back(static_cast<std::uint32_t>(tokens.size()));
  }

  void end() { lengths.push_back({~std::uint32_t{0}, static_cast<std::uint32_t>(segments.size())}); }

  void move_to(Sections& sections) {
    signatures = {};
    sections.add(Section::lengths, std::move(lengths));
    sections.add(Section::segments, std::move(segments));
    sections.add(Section::outlines, std::move(outlines));
    sections.add(Section::far, std::move(far));
    sections.add(Section::starts, std::move(starts));
    sections.add(Section::tokens, std::move(tokens));
  }

  std::vector<LengthGroup> lengths;
  std::vector<std::uint32_t> segments;
  std::vector<Signature> signatures;
  std::vector<CharacterOutline> outlines;
  std::vector<std::uint64_t> far;
  std::vector<std::uint32_t> starts{0};
  std::vector<std::uint8_t> tokens;
};

// The units of each word and band, and beside each the near half of its signature.
class Lists {
 public:
  // `words_of` gives the words of a unit.
  template <class WordsOf>
  Lists(std::size_t words, const std::vector<Signature>& signatures, const WordsOf& words_of)
      : starts_(words * kBands.size() + 1) {
    std::vector<std::uint32_t> listed;
    const auto for_each = [&](const auto& visit) {
      for (std::uint32_t unit = 0; unit < signatures.size(); ++unit) {
        const std::span<const std::uint32_t> own = words_of(unit);
        listed.assign(own.begin(), own.end());
        for_each_list(listed, [&](std::size_t list) { visit(list, unit); });
      }
    };
    for_each([&](std::size_t list, std::uint32_t) { ++starts_[list + 1]; });
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
    postings_.resize(starts_.back());
    near_.resize(starts_.back());
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    for_each([&](std::size_t list, std::uint32_t unit) {
      postings_[next[list]] = unit;
      near_[next[list]++] = signatures[unit].near;
    });
  }

  void move_to(Sections& sections) {
    sections.add(Section::lists, std::move(starts_));
    sections.add(Section::postings, std::move(postings_));
    sections.add(Section::near, std::move(near_));
  }

 private:
  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> postings_;
  std::vector<std::uint32_t> near_;
};

}  // namespace

// The numbers that words get in the run.
struct RunBuilder::Words {
  std::vector<std::uint64_t> hashes;   // ascending
  std::vector<std::uint32_t> numbers;  // in the order of hashes
  std::vector<std::uint32_t> by_first;
};

void RunBuilder::add(const IndexedSegment& segment) {
  for (const std::uint64_t token : segment.tokens) {
    const auto [known, is_new] = words_.try_emplace(token, static_cast<std::uint32_t>(hashes_.size()));
    if (is_new) hashes_.push_back(token);
    tokens_.push_back(known->second);
  }
  segments_.push_back(segment.id);
  outlines_.push_back(segment.outline);
  ends_.push_back(static_cast<std::uint32_t>(tokens_.size()));
}

RunBuilder::Words RunBuilder::number_words() {
  words_ = {};
  std::vector<std::uint32_t> counts(hashes_.size());
  for (const std::uint32_t token : tokens_) ++counts[token];
  std::vector<std::uint32_t> order(hashes_.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return counts[a] != counts[b] ? counts[a] > counts[b] : hashes_[a] < hashes_[b];
  });
  Words words;
  words.by_first.resize(order.size());
  for (std::uint32_t number = 0; number < order.size(); ++number) words.by_first[order[number]] = number;
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return hashes_[a] < hashes_[b]; });
  for (const std::uint32_t first : order) {
    words.hashes.push_back(hashes_[first]);
    words.numbers.push_back(words.by_first[first]);
  }
  return words;
}

std::vector<std::uint32_t> RunBuilder::units_by_length() const {
  std::vector<std::uint32_t> order(segments_.size());
  std::iota(order.begin(), order.end(), 0);
  const auto length = [&](std::uint32_t at) { return ends_[at] - (at == 0 ? 0 : ends_[at - 1]); };
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return length(a) != length(b) ? length(a) < length(b) : segments_[a] < segments_[b];
  });
  return order;
}

std::span<const std::uint32_t> RunBuilder::words_of(std::uint32_t at) const {
  const std::uint32_t begin = at == 0 ? 0 : ends_[at - 1];
  return std::span(tokens_).subspan(begin, ends_[at] - begin);
}

std::vector<std::byte> RunBuilder::finish(const RunRange& range) {
  const Words words = number_words();
  for (std::uint32_t& token : tokens_) token = words.by_first[token];
  const std::vector<std::uint32_t> order = units_by_length();
  const auto words_of_unit = [&](std::uint32_t unit) { return words_of(order[unit]); };
  Columns columns;
  for (const std::uint32_t at : order)
    columns.add(words_of(at), static_cast<std::uint32_t>(segments_[at] - range.after - 1), outlines_[at]);
  columns.end();
  Lists lists(words.numbers.size(), columns.signatures, words_of_unit);
  Sections sections;
  sections.header.range = range;
  sections.header.units = static_cast<std::uint32_t>(order.size());
  *this = {};
  columns.move_to(sections);
  sections.add(Section::hashes, words.hashes);
  sections.add(Section::words, words.numbers);
  lists.move_to(sections);
  return sections.finish();
}

}  // namespace oimtm::tm
