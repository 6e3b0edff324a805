#include "tm/store/change.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "text/date.h"
#include "text/error.h"
#include "tm/store/chain.h"
#include "tm/store/encoding.h"
#include "tm/store/history.h"
#include "tm/store/schema.h"
#include "tm/store/settings.h"
#include "tm/store/unit_row.h"

namespace oimtm::tm {

namespace {

std::optional<std::string> or_null(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

}  // namespace

class Change::Impl {
 public:
  Impl(const Connection& opened, const ChangeInfo& info)
      : connection(opened), transaction(opened), policy(tm::duplicates(opened)), is_rehearsal(info.is_rehearsal) {
    refuse_if_moved(connection);
    batch.command = info.command;
    batch.detail = info.detail;
    batch.time = text::now();
    Statement last(connection, "SELECT revision, chain, time FROM batch ORDER BY revision DESC LIMIT 1");
    batch.revision = 1;
    if (last.step()) {
      batch.revision = last.integer(0) + 1;
      chain = static_cast<std::uint64_t>(last.integer(1));
      batch.time = std::max(batch.time, last.text(2));  // clocks are set back
    }
    Statement last_unit(connection, "SELECT max(id) FROM unit");
    batch.first = (last_unit.step() ? last_unit.integer(0) : 0) + 1;
  }

  std::int64_t language(const text::LanguageTag& tag) {
    if (const auto known = languages_.find(tag); known != languages_.end()) return known->second;
    add_language.run(tag.str());
    find_language.bind(tag.str()).step();
    return languages_[tag] = find_language.integer(0);
  }

  std::int64_t segment(std::int64_t in_language, const std::string& text, const std::vector<text::InlineCode>& codes) {
    const std::string encoded = encode(codes);
    const std::uint32_t hash = checksum(in_language, text, encoded);
    for (find_segment.bind(hash, in_language); find_segment.step();)
      if (find_segment.bytes(1) == text && find_segment.bytes(2) == encoded) return find_segment.integer(0);
    add_segment.run(in_language, hash, text, encoded.empty() ? std::nullopt : std::optional(encoded));
    return sqlite3_last_insert_rowid(connection.handle());
  }

  std::int64_t document(std::int64_t in_language, const std::string& name, std::optional<std::uint64_t> content_hash) {
    if (content_hash && find_content.bind(*content_hash, in_language).step()) return find_content.integer(0);
    if (find_name.bind(in_language, name, content_hash).step()) {
      const std::int64_t id = find_name.integer(0);
      if (content_hash) set_content.run(*content_hash, checksum(in_language, name, content_hash), id);
      return id;
    }
    add_document.run(in_language, name, content_hash, batch.revision, checksum(in_language, name, content_hash));
    return sqlite3_last_insert_rowid(connection.handle());
  }

  std::optional<std::int64_t> neighbour(std::int64_t in_language, const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    return text->empty() ? kEdge : segment(in_language, *text, {});
  }

  UnitId insert(const UnitRow& unit) {
    const std::uint32_t sum = checksum(unit);
    add_unit.run(batch.revision, unit.hash, unit.confidence, unit.date, unit.attributes, sum);
    const std::int64_t id = sqlite3_last_insert_rowid(connection.handle());
    for (std::size_t place = 0; place < unit.variants.size(); ++place) {
      const VariantRow& v = unit.variants[place];
      add_variant.run(id, place, v.segment, v.document, v.block, v.kind, v.position, v.ranges, v.previous, v.next,
                      v.attributes);
    }
    add_birth(births, sum);
    ++batch.born;
    ++receipt.added;
    return id;
  }

  bool kill(UnitId unit) {
    remove_unit.run(batch.revision, unit);
    if (sqlite3_changes(connection.handle()) == 0) return false;
    add_death(deaths, unit);
    ++batch.died;
    ++receipt.removed;
    return true;
  }

  std::optional<UnitId> living(std::uint64_t hash) {
    return find_unit.bind(hash).step() ? std::optional(find_unit.integer(0)) : std::nullopt;
  }

  std::optional<UnitId> stays_instead(const UnitRow& unit);
  void set_policy(Duplicates wanted);
  void write_batch();

  const Connection& connection;
  Transaction transaction;
  BatchRow batch;
  std::uint64_t chain = 0;  // behind the change before this one
  std::uint64_t births = 0;
  std::uint64_t deaths = 0;
  Receipt receipt;
  Duplicates policy;
  bool is_rehearsal;
  bool is_event = false;  // to be told in the history, although no unit changed
  std::map<std::pair<std::int64_t, std::string>, std::int64_t> files;  // documents by language and the name given

  Statement add_language{connection, "INSERT OR IGNORE INTO language (tag) VALUES (?)"};
  Statement find_language{connection, "SELECT id FROM language WHERE tag = ?"};
  Statement find_segment{connection, "SELECT id, text, codes FROM segment WHERE hash = ? AND language = ?"};
  Statement add_segment{connection, "INSERT INTO segment (language, hash, text, codes) VALUES (?, ?, ?, ?)"};
  Statement find_content{connection, "SELECT id FROM document WHERE content_hash = ? AND language = ?"};
  Statement find_name{connection,
                      "SELECT id FROM document WHERE language = ?1 AND name = ?2 "
                      "AND (?3 IS NULL OR content_hash IS NULL) ORDER BY id DESC LIMIT 1"};
  Statement set_content{connection, "UPDATE document SET content_hash = ?, checksum = ? WHERE id = ?"};
  Statement add_document{connection,
                         "INSERT INTO document (language, name, content_hash, born, checksum) VALUES (?, ?, ?, ?, ?)"};
  Statement find_unit{connection, "SELECT id FROM unit WHERE hash = ? AND died IS NULL"};
  Statement add_unit{connection,
                     "INSERT INTO unit (born, hash, confidence, date, attributes, checksum) VALUES (?, ?, ?, ?, ?, ?)"};
  Statement add_variant{connection, "INSERT INTO variant VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
  Statement remove_unit{connection, "UPDATE unit SET died = ? WHERE id = ? AND died IS NULL"};
  Statement find_rivals{connection,
                        "SELECT v.unit, u.date, v.previous, v.next FROM variant v JOIN unit u ON u.id = v.unit "
                        "WHERE v.segment = ? AND v.place = 0 AND u.died IS NULL ORDER BY v.unit DESC"};
  Statement find_targets{connection,
                         "SELECT s.language FROM variant v JOIN segment s ON s.id = v.segment "
                         "WHERE v.unit = ? AND v.place > 0 ORDER BY v.place"};
  Statement find_language_of{connection, "SELECT language FROM segment WHERE id = ?"};
  Statement find_dead{connection, "SELECT max(id) FROM unit WHERE hash = ? AND died IS NOT NULL"};

 private:
  static void refuse_if_moved(const Connection& connection);

  std::map<text::LanguageTag, std::int64_t> languages_;
};

void Change::Impl::refuse_if_moved(const Connection& connection) {
  if (has_moved(connection))
    throw StoreError(msg("another program has removed the memory; nothing was changed"), {connection.path(), 0, 0},
                     msg("try again: it will be made anew"));
}

// Where only one of several translations is kept: kills the one that `unit` replaces, or
// gives the one that stays because it is newer. Of units without dates the one that came
// later is newer; one that was replaced before does not come back.
std::optional<UnitId> Change::Impl::stays_instead(const UnitRow& unit) {
  if (policy == Duplicates::all || unit.variants.size() < 2) return std::nullopt;
  std::vector<std::int64_t> languages;
  for (auto variant = unit.variants.begin() + 1; variant != unit.variants.end(); ++variant)
    if (find_language_of.bind(variant->segment).step()) languages.push_back(find_language_of.integer(0));
  const VariantRow& source = unit.variants.front();
  const auto is_same = [&](int column, const std::optional<std::int64_t>& neighbour) {
    return find_rivals.is_null(column) ? !neighbour : neighbour == find_rivals.integer(column);
  };
  for (find_rivals.bind(source.segment); find_rivals.step();) {
    const UnitId rival = find_rivals.integer(0);
    if (policy == Duplicates::one_a_context && !(is_same(2, source.previous) && is_same(3, source.next))) continue;
    std::vector<std::int64_t> others;
    for (find_targets.bind(rival); find_targets.step();) others.push_back(find_targets.integer(0));
    if (others != languages) continue;
    const std::string date = find_rivals.text(1);
    const bool are_dated = unit.date && !date.empty() && *unit.date != date;
    const bool is_older =
        are_dated ? *unit.date < date
                  : find_dead.bind(unit.hash).step() && !find_dead.is_null(0) && find_dead.integer(0) < rival;
    if (is_older) return rival;
    kill(rival);
    return std::nullopt;
  }
  return std::nullopt;
}

void Change::Impl::set_policy(Duplicates wanted) {
  write_policy_change(connection, batch.revision, {policy, wanted});
  write_duplicates(connection, wanted);
  policy = wanted;
  is_event = true;
}

void Change::Impl::write_batch() {
  Statement add_batch(connection,
                      "INSERT INTO batch (revision, time, command, detail, born, died, chain, first, undoes) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  add_batch.run(batch.revision, batch.time, batch.command, batch.detail, batch.born, batch.died,
                link(chain, batch, births, deaths), batch.first, batch.undoes);
}

Change::Change(Store& store, const ChangeInfo& info) : impl_(std::make_unique<Impl>(store.connection(), info)) {}
Change::~Change() = default;

std::int64_t Change::add_document(const std::string& name, const text::LanguageTag& language,
                                  std::optional<std::uint64_t> content_hash) {
  const std::int64_t in_language = impl_->language(language);
  if (content_hash) return impl_->files[{in_language, name}] = impl_->document(in_language, name, content_hash);
  const auto file = impl_->files.find({in_language, name});
  return file != impl_->files.end() ? file->second : impl_->document(in_language, name, std::nullopt);
}

UnitId Change::add(const text::TranslationUnit& unit) {
  UnitRow row{0, unit.confidence, or_null(unit.date), or_null(encode(unit.attributes)), {}};
  for (const text::Variant& variant : unit.variants) {
    const std::int64_t language = impl_->language(variant.language);
    VariantRow part;
    part.segment = impl_->segment(language, variant.segment.text, variant.segment.codes);
    if (const auto& origin = variant.origin) {
      part.document = add_document(origin->document, variant.language, std::nullopt);
      part.block = origin->block;
      part.kind = std::string(text::to_string(origin->kind));
      part.position = static_cast<std::int64_t>(origin->position);
    }
    part.previous = impl_->neighbour(language, variant.context.previous);
    part.next = impl_->neighbour(language, variant.context.next);
    part.ranges = or_null(encode(variant.segment.ranges));
    part.attributes = or_null(encode(variant.attributes));
    for (const auto& value : {std::optional(part.segment), part.document, part.previous, part.next})
      mix(row.hash, value.value_or(-1));
    if (part.position) mix(row.hash, static_cast<std::size_t>(*part.position));
    row.variants.push_back(std::move(part));
  }
  std::optional<UnitId> there = impl_->living(row.hash);
  if (!there) there = impl_->stays_instead(row);
  if (!there) return impl_->insert(row);
  ++impl_->receipt.merged;
  return *there;
}

void Change::remove(UnitId unit) { impl_->kill(unit); }

Duplicates Change::duplicates() const { return impl_->policy; }

std::size_t Change::undo(std::int64_t revision) {
  Statement found(impl_->connection, "SELECT first, born, died FROM batch WHERE revision = ?");
  if (!found.bind(revision).step())
    throw UsageError(msg("there is no change {1}", revision), {impl_->connection.path(), 0, 0},
                     msg("oimtm history lists them"));
  impl_->batch.undoes = revision;
  // Units come back under the policy that they were under; one that was set since stays.
  const auto policy = policy_change(impl_->connection, revision);
  if (policy && policy->after == impl_->policy && !is_undone(impl_->connection, revision))
    impl_->set_policy(policy->before);
  // A unit that a later change removed, and an undo brought back, has another number.
  Statement brought_back(impl_->connection,
                         "SELECT u.id FROM unit old JOIN unit u ON u.hash = old.hash AND u.died IS NULL "
                         "JOIN batch b ON b.revision = u.born AND b.undoes IS NOT NULL WHERE old.id = ?");
  Statement replaced_at_once(impl_->connection, "SELECT 1 FROM unit WHERE id = ? AND died = born");
  // A damaged row may tell of more than there are.
  const UnitId end =
      found.integer(0) + std::min(found.integer(1), impl_->batch.first + impl_->batch.born - found.integer(0));
  std::size_t left = 0;
  for (UnitId unit = found.integer(0); unit < end; ++unit) {
    if (impl_->kill(unit)) continue;
    if (brought_back.bind(unit).step())
      impl_->kill(brought_back.integer(0));
    else if (!replaced_at_once.bind(unit).step())
      ++left;
  }
  std::vector<UnitId> dead;
  Statement died(impl_->connection, "SELECT id FROM unit WHERE died = ? AND born < died ORDER BY id");
  for (died.bind(revision); died.step();) dead.push_back(died.integer(0));
  for (const UnitId unit : dead) {
    for_each_row(impl_->connection, unit, unit, [&](const NumberedUnitRow& old) {
      if (!impl_->living(old.row.hash)) impl_->insert(old.row);
    });
  }
  return left;
}

void Change::set_duplicates(Duplicates policy) {
  impl_->set_policy(policy);
  if (policy == Duplicates::all) return;
  // By the key of what may be there once: the best so far.
  std::unordered_map<std::uint64_t, std::pair<std::string, UnitId>> best;
  std::vector<UnitId> worse;
  for_each_row(impl_->connection, 1, impl_->batch.first + impl_->batch.born - 1, [&](const NumberedUnitRow& unit) {
    if (unit.died != 0 || unit.row.variants.size() < 2) return;
    const VariantRow& source = unit.row.variants.front();
    std::uint64_t key = 0;
    mix(key, source.segment);
    for (auto v = unit.row.variants.begin() + 1; v != unit.row.variants.end(); ++v)
      if (impl_->find_language_of.bind(v->segment).step()) mix(key, impl_->find_language_of.integer(0));
    if (policy == Duplicates::one_a_context)
      for (const auto& neighbour : {source.previous, source.next}) mix(key, neighbour.value_or(-1));
    std::pair<std::string, UnitId> candidate{unit.row.date.value_or(""), unit.id};
    const auto [place, is_first] = best.try_emplace(key, candidate);
    if (is_first) return;
    const bool are_dated = !candidate.first.empty() && !place->second.first.empty();
    if (!are_dated || candidate.first >= place->second.first) std::swap(candidate, place->second);
    worse.push_back(candidate.second);
  });
  for (const UnitId unit : worse) impl_->kill(unit);
}

Receipt& Change::receipt() { return impl_->receipt; }

bool Change::is_rehearsal() const { return impl_->is_rehearsal; }

Receipt Change::commit() {
  if (impl_->is_rehearsal) return impl_->receipt;
  if (impl_->batch.born > 0 || impl_->batch.died > 0 || impl_->is_event) impl_->write_batch();
  impl_->transaction.commit();
  return impl_->receipt;
}

}  // namespace oimtm::tm
