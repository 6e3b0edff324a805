#include "tm/store/settings.h"

#include <string_view>
#include <utility>

#include "tm/store/encoding.h"

namespace oimtm::tm {

namespace {

constexpr std::pair<Duplicates, std::string_view> kPolicies[] = {
    {Duplicates::all, "all"}, {Duplicates::newest, "newest"}, {Duplicates::one_a_context, "context"}};

}  // namespace

Duplicates duplicates(const Connection& connection) {
  Statement row(connection, "SELECT value FROM meta WHERE name = 'duplicates'");
  if (row.step())
    for (const auto& [policy, name] : kPolicies)
      if (row.bytes(0) == name) return policy;
  return Duplicates::all;
}

void write_duplicates(const Connection& connection, Duplicates policy) {
  Statement set(connection, "INSERT OR REPLACE INTO meta VALUES ('duplicates', ?)");
  for (const auto& [known, name] : kPolicies)
    if (known == policy) set.run(name);
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
