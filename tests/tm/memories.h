// Memories for tests: one a folder, opened and read in one line.
#pragma once

#include <catch2/catch.hpp>
#include <exception>
#include <functional>
#include <string>
#include <vector>

#include "tests/support/files.h"
#include "text/error.h"
#include "tm/memory.h"

namespace oimtm::test {

inline std::string memory_path(const TemporaryFolder& folder) { return folder.path("m.tm"); }

inline tm::Memory writable(const TemporaryFolder& folder) {
  return tm::Memory::open(memory_path(folder), tm::Memory::Access::write);
}

inline tm::Memory readable(const TemporaryFolder& folder) {
  return tm::Memory::open(memory_path(folder), tm::Memory::Access::read);
}

// All units, in the memory's order, without their numbers.
inline std::vector<text::TranslationUnit> units_of(const tm::Memory& memory) {
  std::vector<text::TranslationUnit> units;
  memory.for_each([&](const tm::StoredUnit& stored) { units.push_back(stored.unit); });
  return units;
}

// The source texts of all units, in the memory's order.
inline std::vector<std::string> texts_of(const tm::Memory& memory) {
  std::vector<std::string> texts;
  memory.for_each([&](const tm::StoredUnit& stored) { texts.push_back(stored.unit.variants.front().segment.text); });
  return texts;
}

// What an error is and says: "StoreError: PATH: the disk is full"; "no error" if none.
inline std::string error_of(const std::function<void()>& work) {
  try {
    work();
    return "no error";
  } catch (const UsageError& error) {
    return "UsageError: " + std::string(error.what());
  } catch (const InputError& error) {
    return "InputError: " + std::string(error.what());
  } catch (const StoreError& error) {
    return "StoreError: " + std::string(error.what());
  } catch (const std::exception& error) {
    return std::string("another error: ") + error.what();
  }
}

}  // namespace oimtm::test

template <>
struct Catch::StringMaker<oimtm::tm::Receipt> {
  static std::string convert(const oimtm::tm::Receipt& receipt) {
    return "{added " + std::to_string(receipt.added) + ", merged " + std::to_string(receipt.merged) + ", removed " +
           std::to_string(receipt.removed) + "}";
  }
};
