#include "tm/store/settings.h"

#include <string>
#include <string_view>
#include <utility>

#include "tm/store/encoding.h"

namespace oimtm::tm {

namespace {

constexpr std::pair<Duplicates, std::string_view> kPolicies[] = {
    {Duplicates::all, "all"}, {Duplicates::newest, "newest"}, {Duplicates::one_a_context, "context"}};

std::optional<Duplicates> policy_named(std::string_view wanted) {
  for (const auto& [policy, name] : kPolicies)
    if (name == wanted) return policy;
  return std::nullopt;
}

std::string name_of(Duplicates wanted) {
  for (const auto& [policy, name] : kPolicies)
    if (policy == wanted) return std::string(name);
  return {};
}

std::string policy_row(std::int64_t revision) { return "duplicates:" + std::to_string(revision); }

}  // namespace

Duplicates duplicates(const Connection& connection) {
  Statement row(connection, "SELECT value FROM meta WHERE name = 'duplicates'");
  return row.step() ? policy_named(row.bytes(0)).value_or(Duplicates::all) : Duplicates::all;
}

void write_duplicates(const Connection& connection, Duplicates policy) {
  Statement(connection, "INSERT OR REPLACE INTO meta VALUES ('duplicates', ?)").run(name_of(policy));
}

std::optional<PolicyChange> policy_change(const Connection& connection, std::int64_t revision) {
  Statement row(connection, "SELECT value FROM meta WHERE name = ?");
  const std::string name = policy_row(revision);
  if (!row.bind(name).step()) return std::nullopt;
  const std::string value = row.text(0);
  const std::size_t space = value.find(' ');
  const auto before = policy_named(std::string_view(value).substr(0, space));
  const auto after = space == std::string::npos ? before : policy_named(std::string_view(value).substr(space + 1));
  if (!before || !after) return std::nullopt;
  return PolicyChange{*before, *after};
}

void write_policy_change(const Connection& connection, std::int64_t revision, const PolicyChange& change) {
  Statement set(connection, "INSERT OR REPLACE INTO meta VALUES (?, ?)");
  set.run(policy_row(revision), name_of(change.before) + " " + name_of(change.after));
}

text::Attributes header(const Connection& connection) {
  Statement row(connection, "SELECT value FROM meta WHERE name = 'header'");
  return row.step() ? decode_attributes(row.bytes(0)) : text::Attributes();
}

void write_header(const Connection& connection, const text::Attributes& header) {
  Statement set(connection, "INSERT OR REPLACE INTO meta VALUES ('header', ?)");
  set.run(encode(header));
}

}  // namespace oimtm::tm
