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

std::vector<std::byte> RunBuilder::finish(const RunRange& range) {
  const Words words = number_words();
  const std::vector<std::uint32_t> order = units_by_length();
  const auto tokens_of = [&](std::uint32_t at) {
    const std::uint32_t begin = at == 0 ? 0 : ends_[at - 1];
    return std::span(tokens_).subspan(begin, ends_[at] - begin);
  };
  for (std::uint32_t& token : tokens_) token = words.by_first[token];

  std::vector<LengthGroup> lengths;
  std::vector<std::uint32_t> segments;
  std::vector<Signature> signatures;
  std::vector<CharacterOutline> outlines;
  std::vector<std::uint64_t> far;
  std::vector<std::uint32_t> starts{0};
  std::vector<std::uint8_t> tokens;
  std::vector<std::uint32_t> lists(words.numbers.size() * kBands.size() + 1);
  std::vector<std::uint32_t> listed;
  for (std::uint32_t unit = 0; unit < order.size(); ++unit) {
    const auto own = tokens_of(order[unit]);
    if (lengths.empty() || lengths.back().length != own.size())
      lengths.push_back({static_cast<std::uint32_t>(own.size()), unit});
    segments.push_back(static_cast<std::uint32_t>(segments_[order[unit]] - range.after - 1));
    outlines.push_back(outlines_[order[unit]]);
    Signature signature;
    for (const std::uint32_t word : own) {
      signature.add(word);
      put_word(word, [&](std::uint8_t byte) { tokens.push_back(byte); });
    }
    signatures.push_back(signature);
    far.push_back(signature.far);
    starts.push_back(static_cast<std::uint32_t>(tokens.size()));
    listed.assign(own.begin(), own.end());
    for_each_list(listed, [&](std::size_t list) { ++lists[list + 1]; });
  }
  lengths.push_back({~std::uint32_t{0}, static_cast<std::uint32_t>(order.size())});
  std::partial_sum(lists.begin(), lists.end(), lists.begin());

  std::vector<std::uint32_t> postings(lists.back());
  std::vector<std::uint32_t> near(lists.back());
  std::vector<std::uint32_t> next(lists.begin(), lists.end() - 1);
  for (std::uint32_t unit = 0; unit < order.size(); ++unit) {
    const auto own = tokens_of(order[unit]);
    listed.assign(own.begin(), own.end());
    for_each_list(listed, [&](std::size_t list) {
      postings[next[list]] = unit;
      near[next[list]++] = signatures[unit].near;
    });
  }
  signatures = {};

  Sections sections;
  sections.header.range = range;
  sections.header.units = static_cast<std::uint32_t>(order.size());
  *this = {};
  sections.add(Section::lengths, std::move(lengths));
  sections.add(Section::segments, std::move(segments));
  sections.add(Section::outlines, std::move(outlines));
  sections.add(Section::far, std::move(far));
  sections.add(Section::starts, std::move(starts));
  sections.add(Section::tokens, std::move(tokens));
  sections.add(Section::hashes, words.hashes);
  sections.add(Section::words, words.numbers);
  sections.add(Section::lists, std::move(lists));
  sections.add(Section::postings, std::move(postings));
  sections.add(Section::near, std::move(near));
  return sections.finish();
}

}  // namespace oimtm::tm
