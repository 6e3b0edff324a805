#include "tm/phrases/kept.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "text/hash.h"
#include "tm/fuzzy_index/run_file.h"
#include "tm/fuzzy_index/run_format.h"
#include "tm/store/lookup_reader.h"

namespace oimtm::tm {

namespace {

constexpr std::array<char, 8> kMagic = {'o', 'i', 'm', 't', 'm', 'p', 'h', '2'};
constexpr std::string_view kInfix = "-phrases-";
constexpr std::size_t kMostUnits = 24;        // of a wording
constexpr std::size_t kMostTranslations = 3;  // of a wording, into each language

std::string file_of(const std::string& memory, std::string_view base) {
  return memory + std::string(kInfix) + std::string(base);
}

// The languages of the files beside a memory.
std::vector<std::string> kept_languages(const std::string& memory) {
  namespace fs = std::filesystem;
  const fs::path file = fs::absolute(memory);
  const std::string prefix = file_of(file.filename().string(), "");
  std::vector<std::string> languages;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(file.parent_path(), error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(prefix) && name.find('.', prefix.size()) == std::string::npos)
      languages.push_back(name.substr(prefix.size()));
  }
  std::sort(languages.begin(), languages.end());
  return languages;
}

std::uint64_t checksum_of(const KeptHeader& header, std::span<const std::byte> checksums) {
  const std::string_view own(reinterpret_cast<const char*>(&header), offsetof(KeptHeader, checksum));
  return text::hash64({reinterpret_cast<const char*>(checksums.data()), checksums.size()}, text::hash64(own));
}

std::size_t pages_of(std::uint64_t bytes) { return (bytes + kRunPage - 1) / kRunPage; }

class RecordWriter {
 public:
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7U) bytes_ += static_cast<char>(0x80U | (value & 0x7FU));
    bytes_ += static_cast<char>(value);
  }
  void text(std::string_view text) {
    number(text.size());
    bytes_ += text;
  }
  void units(const std::vector<UnitId>& units) {
    const std::size_t count = std::min(units.size(), kMostUnits);
    number(count);
    for (std::size_t i = 0; i < count; ++i) number(static_cast<std::uint64_t>(units[i]));
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads what RecordWriter wrote: the pages were checked before.
class RecordReader {
 public:
  explicit RecordReader(std::span<const std::byte> bytes)
      : bytes_(reinterpret_cast<const char*>(bytes.data()), bytes.size()) {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (bytes_.empty()) throw DamagedRun();
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return value;
    }
    throw DamagedRun();
  }
  std::string text() {
    const std::uint64_t size = number();
    if (size > bytes_.size()) throw DamagedRun();
    std::string text(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
    return text;
  }
  std::vector<UnitId> units() {
    std::vector<UnitId> units;
    for (std::uint64_t left = number(); left > 0; --left) units.push_back(static_cast<UnitId>(number()));
    return units;
  }

 private:
  std::string_view bytes_;
};

// The likeliest of each language, in their order.
std::vector<const PhraseTranslation*> likeliest(const PhraseWording& wording) {
  std::vector<const PhraseTranslation*> list;
  list.reserve(wording.translations.size());
  for (const PhraseTranslation& translation : wording.translations) list.push_back(&translation);
  const auto weight = [](const PhraseTranslation* translation) {
    return static_cast<double>(translation->count) * translation->confidence;
  };
  std::stable_sort(list.begin(), list.end(), [&](const PhraseTranslation* a, const PhraseTranslation* b) {
    return std::pair(a->language, -weight(a)) < std::pair(b->language, -weight(b));
  });
  std::size_t of_language = 0;
  const text::LanguageTag* last = nullptr;
  std::erase_if(list, [&](const PhraseTranslation* translation) {
    of_language = last != nullptr && *last == translation->language ? of_language + 1 : 1;
    last = &translation->language;
    return of_language > kMostTranslations;
  });
  return list;
}

std::string record_of(const PhraseWording& wording) {
  RecordWriter record;
  record.number(wording.documents.size());
  record.units(wording.units);
  const std::vector<const PhraseTranslation*> translations = likeliest(wording);
  record.number(translations.size());
  for (const PhraseTranslation* translation : translations) {
    record.text(translation->language.str());
    record.text(translation->text);
    record.number(translation->count);
    record.number(static_cast<std::uint64_t>(std::lround(100 * translation->confidence)));
    record.units(translation->units);
  }
  return record.take();
}

struct Kept {
  std::uint64_t key = 0;
  const PhraseWording* wording = nullptr;
};

// Wordings of two documents or more, by key, each key once.
std::vector<Kept> kept_wordings(const PhraseReport& report, std::uint64_t& longest) {
  std::vector<Kept> list;
  for (const PhraseFamily& family : report.families)
    for (const PhraseWording& wording : family.wordings) {
      if (wording.documents.size() < 2) continue;
      std::uint64_t key = 0;
      std::uint64_t words = 0;
      for (const text::Token& token : text::tokenize(wording.text, report.language)) {
        if (token.kind == text::Token::Kind::punctuation) continue;
        key = key_with(key, token);
        ++words;
      }
      longest = std::max(longest, words);
      list.push_back({key, &wording});
    }
  std::stable_sort(list.begin(), list.end(), [](const Kept& a, const Kept& b) {
    return std::pair(a.key, b.wording->documents.size()) < std::pair(b.key, a.wording->documents.size());
  });
  list.erase(std::unique(list.begin(), list.end(), [](const Kept& a, const Kept& b) { return a.key == b.key; }),
             list.end());
  return list;
}

template <class Value>
void append(std::string& bytes, const Value& value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

std::span<const std::byte> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

}  // namespace

std::uint64_t key_with(std::uint64_t key, const text::Token& word) {
  return text::hash64({reinterpret_cast<const char*>(&word.plain), sizeof word.plain}, key);
}

std::optional<KeptPhrases> KeptPhrases::open(const std::string& memory, const std::string& base) {
  std::optional<MappedFile> file = MappedFile::open(file_of(memory, base));
  KeptHeader header;
  if (!file || file->bytes().size() < sizeof header) return std::nullopt;
  std::memcpy(&header, file->bytes().data(), sizeof header);
  if (header.magic != kMagic || header.data > file->bytes().size()) return std::nullopt;
  const std::size_t sums = pages_of(header.data) * sizeof(std::uint64_t);
  if (file->bytes().size() != sizeof header + sums + header.data) return std::nullopt;
  const auto checksums = file->bytes().subspan(sizeof header, sums);
  const bool has_table = header.entries < header.data / sizeof(KeptEntry);
  if (!has_table || checksum_of(header, checksums) != header.checksum) return std::nullopt;
  Pages pages(file->bytes().subspan(sizeof header + sums),
              {reinterpret_cast<const std::uint64_t*>(checksums.data()), pages_of(header.data)});
  return KeptPhrases(std::move(*file), header, base, std::move(pages));
}

bool KeptPhrases::is_of_now(const Store& store) const {
  if (header_.tokens != text::tokens_version()) return false;
  LookupReader reader(store.connection());
  return header_.uuid == padded<40>(reader.uuid()) && reader.state() == StoreState{header_.revision, header_.chain};
}

bool KeptPhrases::is_whole() const {
  try {
    pages_.check(pages_.data().data(), pages_.data().size());
  } catch (const DamagedRun&) {
    return false;
  }
  return true;
}

std::vector<KeptPhrases> KeptPhrases::open_all(const Store& store) {
  std::vector<KeptPhrases> all;
  const std::string& memory = store.connection().path();
  for (const std::string& base : kept_languages(memory)) {
    std::optional<KeptPhrases> kept = open(memory, base);
    if (kept && kept->is_of_now(store)) all.push_back(std::move(*kept));
  }
  return all;
}

KeptEntry KeptPhrases::entry(std::size_t number) const {
  const std::byte* const place = pages_.data().data() + number * sizeof(KeptEntry);
  pages_.check(place, sizeof(KeptEntry));
  KeptEntry entry;
  std::memcpy(&entry, place, sizeof entry);
  return entry;
}

std::optional<std::size_t> KeptPhrases::find(std::uint64_t key) const {
  std::size_t first = 0;
  for (std::size_t count = header_.entries; count > 0;) {
    const std::size_t half = count / 2;
    if (entry(first + half).key < key) {
      first += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return first < header_.entries && entry(first).key == key ? std::optional(first) : std::nullopt;
}

KnownPhrase KeptPhrases::read(std::size_t number) const {
  const std::uint64_t begin = entry(number).at;
  const std::uint64_t end = entry(number + 1).at;
  if (begin > end || end > header_.data) throw DamagedRun();
  const auto bytes = pages_.data().subspan(begin, end - begin);
  pages_.check(bytes.data(), bytes.size());
  RecordReader record(bytes);
  KnownPhrase phrase;
  phrase.documents = record.number();
  phrase.units = record.units();
  for (std::uint64_t left = record.number(); left > 0; --left) {
    PhraseTranslation& translation = phrase.translations.emplace_back();
    translation.language = text::LanguageTag(record.text());
    translation.text = record.text();
    translation.count = record.number();
    translation.confidence = static_cast<double>(record.number()) / 100;
    translation.units = record.units();
  }
  return phrase;
}

bool keep(const Store& store, const PhraseReport& report, std::int64_t revision) {
  LookupReader reader(store.connection());
  const StoreState state = reader.state();
  if (store.is_past() || state.revision != revision) return false;
  KeptHeader header;
  header.magic = kMagic;
  header.uuid = padded<40>(reader.uuid());
  header.revision = revision;
  header.chain = state.chain;
  header.tokens = text::tokens_version();
  const std::vector<Kept> wordings = kept_wordings(report, header.longest);
  header.entries = wordings.size();
  std::string entries;
  std::string records;
  const std::size_t table = (wordings.size() + 1) * sizeof(KeptEntry);
  for (const Kept& kept : wordings) {
    append(entries, KeptEntry{kept.key, table + records.size()});
    records += record_of(*kept.wording);
  }
  append(entries, KeptEntry{0, table + records.size()});
  const std::string data = entries + records;
  header.data = data.size();
  std::string checksums;
  for (std::size_t page = 0; page < pages_of(data.size()); ++page)
    append(checksums, page_checksum(bytes_of(std::string_view(data).substr(page * kRunPage, kRunPage)), page));
  header.checksum = checksum_of(header, bytes_of(checksums));
  std::string file;
  append(file, header);
  return replace_file(file_of(store.connection().path(), report.language.base()), bytes_of(file + checksums + data));
}

std::size_t verify_kept(const std::string& memory, const DiagnosticSink& report) {
  std::size_t faults = 0;
  for (const std::string& base : kept_languages(memory)) {
    const std::optional<KeptPhrases> kept = KeptPhrases::open(memory, base);
    if (kept && kept->is_whole()) continue;
    ++faults;
    const std::string name = std::filesystem::path(file_of(memory, base)).filename().string();
    report({msg("the index {1} is damaged", name), {memory, 0, 0}});
  }
  return faults;
}

void remove_kept(const std::string& memory) {
  std::error_code error;
  for (const std::string& base : kept_languages(memory)) {
    std::filesystem::remove(file_of(memory, base), error);
    std::filesystem::remove(file_of(memory, base) + ".new", error);
  }
}

}  // namespace oimtm::tm
