// Work on several items at once, whose results come out in the items' order: the same
// output at any number of threads.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace oimtm::cli {

// Calls work(worker, item, emit) for each item from 0 on; `worker`, below `threads`, is
// whose turn it is: what belongs to a worker is used by one thread at a time. What `work`
// gives to `emit` is given to take(item, result) in the calling thread, all of one item
// before any of the next. An exception of `work` is thrown once all that came before it was
// taken; it and one of `take` end the work.
//
// Where the system gives fewer threads, fewer do the work.
//
// Memory: a worker waits when some of its results, or some finished items, were not taken.
template <class Result>
class InOrder {
 public:
  using Emit = std::function<void(Result&&)>;
  using Work = std::function<void(std::size_t worker, std::size_t item, const Emit& emit)>;
  using Take = std::function<void(std::size_t item, Result&&)>;

  static void run(std::size_t items, std::size_t threads, const Work& work, const Take& take) {
    if (threads > 1 && items > 1 && InOrder(items, work).take_all(std::min(threads, items), take)) return;
    for (std::size_t item = 0; item < items; ++item)
      work(0, item, [&](Result&& result) { take(item, std::move(result)); });
  }

 private:
  static constexpr std::size_t kMostResults = 4;     // of an item that wait to be taken
  static constexpr std::size_t kMostItemsAhead = 4;  // for each thread

  struct Stopped {};

  struct Item {
    std::deque<Result> results;
    bool is_done = false;
    std::exception_ptr error;
  };

  InOrder(std::size_t items, const Work& work) : count_(items), work_(work) {}

  // As many threads as there can be, up to `threads`.
  std::vector<std::thread> start(std::size_t threads) {
    std::vector<std::thread> workers;
    workers.reserve(threads);
    try {
      while (workers.size() < threads) workers.emplace_back([this, worker = workers.size()] { serve(worker); });
    } catch (const std::system_error&) {
    }
    return workers;
  }

  // False if there is no thread to be had: nothing was done then.
  bool take_all(std::size_t threads, const Take& take) {
    ahead_ = threads * kMostItemsAhead;
    std::vector<std::thread> workers = start(threads);
    if (workers.empty()) return false;
    std::exception_ptr error;
    try {
      for (; taken_ < count_; finish_item()) take_item(take);
    } catch (...) {
      error = std::current_exception();
    }
    {
      const std::lock_guard lock(mutex_);
      is_stopped_ = true;
    }
    changed_.notify_all();
    for (std::thread& worker : workers) worker.join();
    if (error) std::rethrow_exception(error);
    return true;
  }

  void take_item(const Take& take) {
    std::unique_lock lock(mutex_);
    for (;;) {
      Item& item = items_[taken_];
      changed_.wait(lock, [&] { return item.is_done || !item.results.empty(); });
      if (item.results.empty()) {
        if (item.error) std::rethrow_exception(item.error);
        return;
      }
      Result result = std::move(item.results.front());
      item.results.pop_front();
      lock.unlock();
      changed_.notify_all();
      take(taken_, std::move(result));
      lock.lock();
    }
  }

  void finish_item() {
    {
      const std::lock_guard lock(mutex_);
      items_.erase(taken_++);
    }
    changed_.notify_all();
  }

  void serve(std::size_t worker) {
    for (;;) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return is_stopped_ || next_ == count_ || next_ < taken_ + ahead_; });
      if (is_stopped_ || next_ == count_) return;
      const std::size_t number = next_++;
      Item& item = items_[number];  // stays where it is until it was taken
      lock.unlock();
      std::exception_ptr error;
      try {
        work_(worker, number, [&](Result&& result) { emit(item, std::move(result)); });
      } catch (const Stopped&) {
        return;
      } catch (...) {
        error = std::current_exception();
      }
      lock.lock();
      item.error = error;
      item.is_done = true;
      lock.unlock();
      changed_.notify_all();
    }
  }

  void emit(Item& item, Result&& result) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return is_stopped_ || item.results.size() < kMostResults; });
    if (is_stopped_) throw Stopped();
    item.results.push_back(std::move(result));
    lock.unlock();
    changed_.notify_all();
  }

  const std::size_t count_;
  const Work& work_;
  std::size_t ahead_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::size_t, Item> items_;  // begun, and not taken whole
  std::size_t next_ = 0;
  std::size_t taken_ = 0;
  bool is_stopped_ = false;
};

}  // namespace oimtm::cli
