// The limit that the twin is measured against: the store-days of the same run in C++, step by step, with the same random
// numbers and the same order of arithmetic, so that its state must end up bit for bit the twin's. What the allotment gave
// and what the market was like is read from memory; the allotment itself is not part of the kernel.
//
// Built by the bench with g++ -O3 -march=native -ffp-contract=off (a fused multiply-add would round differently). Layout
// and constants come from `config.hpp`, which the bench writes from the twin's own.
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <limits>
#include <ctime>
#include <string>
#include <vector>
#include "config.hpp"

namespace {

// Processor time of this thread: a limit should not suffer from whoever else used the machine.
double spent_seconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return double(now.tv_sec) + 1e-9 * double(now.tv_nsec);
}

std::vector<char> state;
std::vector<double> market_days;
std::vector<double> exposure_days;

#define FIELD(type, name, offset) type* __restrict name;
FIELDS(FIELD)
#undef FIELD

const double* market;   // of the day
const double* given;    // impressions and those by merit, of each row, of the day
int64_t store_days = 0;
double tallies[64];

// Chance

inline uint32_t rotl(uint32_t x, int by) { return (x << by) | (x >> (32 - by)); }

inline void threefry(uint32_t k0, uint32_t k1, uint32_t c0, uint32_t c1, uint32_t out[2]) {
  const uint32_t k2 = k0 ^ k1 ^ 0x1bd11bdau;
  const uint32_t key[3] = {k0, k1, k2};
  static const int rotations[8] = {13, 15, 26, 6, 17, 29, 16, 24};
  uint32_t a = c0 + k0, b = c1 + k1;
#pragma GCC unroll 20
  for (int round = 0; round < 20; round++) {
    a += b;
    b = rotl(b, rotations[round % 8]) ^ a;
    if (round % 4 == 3) {
      const int injection = round / 4 + 1;
      a += key[injection % 3];
      b += key[(injection + 1) % 3] + injection;
    }
  }
  out[0] = a;
  out[1] = b;
}

struct Pair { double first, second; };

inline Pair uniforms(int32_t of, int day, int draw) {
  uint32_t out[2];
  threefry(SEED, STREAM_DAYS, uint32_t(of), uint32_t(day * 256 + draw), out);
  return {(out[0] + 0.5) * (1.0 / 4294967296.0), (out[1] + 0.5) * (1.0 / 4294967296.0)};
}

// The policy's exponential and logarithm

inline double power_of_two_bits(int k) {
  const uint64_t bits = uint64_t(k + 1023) << 52;
  double value;
  std::memcpy(&value, &bits, 8);
  return value;
}

inline double scaled(double value, int k) {
  if (k >= -1022 && k <= 1023) return value * power_of_two_bits(k);
  const int first = k < 0 ? -1000 : 1000;
  return value * power_of_two_bits(first) * power_of_two_bits(k - first);
}

constexpr double LN2_HIGH = 0.69314718036912381649, LN2_LOW = 1.90821492927058770002e-10;

inline double own_exp(double x) {
  if (x > 709.782712893384) return std::numeric_limits<double>::infinity();
  if (x < -745.1332191019411) return 0;
  const double k = std::floor(x * 1.44269504088896340736 + 0.5);
  const double high = x - k * LN2_HIGH;
  const double low = k * LN2_LOW;
  const double r = high - low;
  const double square = r * r;
  const double series =
      1.0 / 6 +
      square * (-1.0 / 360 +
                square * (1.0 / 15120 +
                          square * (-1.0 / 604800 + square * (1.0 / 23950080 - square * (691.0 / 653837184000.0)))));
  const double rest = r - square * series;
  return scaled(1 + (high - (low - (r * rest) / (2 - rest))), int(k));
}

inline double own_log(double x) {
  if (!(x > 0)) return x == 0 ? -std::numeric_limits<double>::infinity() : std::nan("");
  uint64_t bits;
  std::memcpy(&bits, &x, 8);
  int k = int(bits >> 52) - 1023;
  bits = (bits & 0xfffffffffffffull) | (uint64_t(1023) << 52);
  double mantissa;
  std::memcpy(&mantissa, &bits, 8);
  if (mantissa > 1.4142135623730951) {
    mantissa *= 0.5;
    k += 1;
  }
  const double f = mantissa - 1;
  const double s = f / (2 + f);
  const double square = s * s, fourth = square * square, eighth = fourth * fourth;
  const double series =
      square * (2.0 / 3 + square * (2.0 / 5) + fourth * (2.0 / 7 + square * (2.0 / 9)) +
                eighth * (2.0 / 11 + square * (2.0 / 13) + fourth * (2.0 / 15 + square * (2.0 / 17)) +
                          eighth * (2.0 / 19 + square * (2.0 / 21))));
  const double half = 0.5 * f * f;
  return k * LN2_HIGH + (f - (half - (s * (half + series) + k * LN2_LOW)));
}

inline double power(double base, double exponent) {
  if (exponent == 0) return 1;
  return base == 0 ? (exponent > 0 ? 0 : std::numeric_limits<double>::infinity()) : own_exp(exponent * own_log(base));
}

inline double logistic(double odds) { return 1 / (1 + own_exp(-odds)); }

inline double tail(double q) {
  const double above =
      ((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q +
       4.374664141464968) * q + 2.938163982698783;
  const double below =
      (((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1;
  return above / below;
}

inline double normal(double u) {
  if (u < 0.02425) return tail(std::sqrt(-2 * own_log(u)));
  if (u > 0.97575) return -tail(std::sqrt(-2 * own_log(1 - u)));
  const double q = u - 0.5, r = q * q;
  const double above =
      ((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
       30.66479806614716) * r + 2.506628277459239;
  const double below =
      ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
       13.28068155288572) * r + 1;
  return (q * above) / below;
}

inline double poisson(double mean, double u) {
  if (!(mean > 0)) return 0;
  if (u < 1 - mean) return 0;
  if (mean >= 16) {
    const double z = normal(u), root = std::sqrt(mean);
    return std::fmax(0, std::floor(mean + root * z + (z * z - 1) / 6 + (z - z * z * z) / (72 * root) + 0.5));
  }
  double count = 0, term = own_exp(-mean), sum = term;
  while (u > sum && count < 200) {
    count += 1;
    term = (term * mean) / count;
    sum += term;
  }
  return count;
}

inline double conversion_of(double q) { return 0.4 + 0.8 * q; }
inline double faults_of(double q) {
  const double factor = 4 * (1 - q);
  return factor < 0.2 ? 0.2 : factor;
}
inline bool decides_today(int32_t of, int day) { return (of + day) % 7 == 0; }

constexpr double KEEP_28 = 1 - 1.0 / 28, KEEP_30 = 1 - 1.0 / 30, KEEP_90 = 1 - 1.0 / 90;
enum { PROSPECT, OPEN, CLOSED, BANNED };
enum { HAS_INSURANCE = 1, WOULD_WASH = 2, IS_EMPTY = 4, EFFECTIVE_AT_60 = 8, FIRST_ORDER_IN_TIME = 16 };

// The steps, as in packages/twin/src/day

int enter(int day, int from, int to) {
  if (day % 30 == 0) std::fill(monthRebate + from, monthRebate + to, 0.0);
  int open = 0;
  for (int row = from; row < to; row++) {
    if (state_[row] != PROSPECT) {
      if (state_[row] == OPEN) openRows[from + open++] = row;
      continue;
    }
    if (!decides_today(entity[row], day)) continue;
    const double profit = market[M_profitPerAbility] * ability[row] * C_entryHorizonDays;
    const double worth = profit - C_entryCost - C_depositAversion * C_upfrontDeposit;
    const double chance = C_entryChance * 1 * logistic(worth / C_entryNoise);
    if (!(uniforms(entity[row], day, 0).first < chance)) continue;
    state_[row] = OPEN;
    openRows[from + open++] = row;
    openedDay[row] = day;
    entryCost[row] = C_entryCost;
    cash[row] = cash[row] - C_entryCost - C_upfrontDeposit;
    deposit[row] = deposit[row] + C_upfrontDeposit;
  }
  return open;
}

inline double rebate_of(double base, double rate, double paid) {
  return std::fmax(0, std::fmin(paid, base * (rate - R_keptFeeRate)));
}
inline double capped_rebate(double rebate, double earned) {
  return std::fmax(0, std::fmin(rebate, R_capMinor - earned));
}

void sell_privately(int day, const int32_t* rows, int count) {
  const double demand = market[M_demand] * 1, merit_return = market[M_meritReturn];
  const double price = 1 - C_hiddenCouponShare;
  double orders = 0, gmv = 0, outside_orders = 0, outside_gmv = 0, leaked = 0, seen = 0;
  for (int at = 0; at < count; at++) {
    const int row = rows[at];
    const double weight = effectiveWeight[row];
    seen += weight;
    const double value = orderValue[row];
    const int first_paid = firstPaidDay[row];
    const FeeRules& fees = FEES[category[row]];
    const int since_paid = first_paid < 0 ? -1 : day - first_paid;
    const bool reduced = day - openedDay[row] < fees.daysFromOpening && since_paid < fees.daysFromFirstPaid &&
                         turnover[row] < fees.cap && fees.firstRate < fees.standardRate;
    const double fee = reduced ? fees.firstRate : fees.standardRate;
    const double rebate = rebate_of(1, fee, fee);
    feeShare[row] = fee;
    rebateShare[row] = rebate;
    if (decides_today(entity[row], day) || route[row] == 0) {
      const double kept = fee - rebate;
      route[row] = logistic(C_routeLogOdds + C_routeSensitivity * (kept * merit_return - kept));
    }
    const double share = route[row];
    const double wanted = contacts[row] * C_contactOrderRate * demand * conversion_of(quality[row]) * (1 + C_trustLift * weight);
    const double tired = fatigue[row];
    fatigue[row] = tired + 0.05 * (C_couponFatigueTarget - tired);
    const double on_platform = day < sanctionedUntil[row] ? 0 : wanted * share * (1 + C_couponLift * (1 - tired));
    const Pair u = uniforms(entity[row], day, 1);
    const double sold = poisson(on_platform * (1 - C_leakShare), u.first);
    const double outside = poisson(wanted * (1 - share), u.second);
    privateOrders[row] = sold;
    outsideOrders[row] = outside;
    sumPrivate[row] += sold * value * price;
    sumOutside[row] += outside * value;
    orders += sold;
    gmv += sold * value * price;
    outside_orders += outside;
    outside_gmv += outside * value;
    leaked += on_platform * C_leakShare * value;
  }
  tallies[0] += orders; tallies[1] += gmv; tallies[2] += outside_orders; tallies[3] += outside_gmv;
  tallies[4] += leaked; tallies[5] += seen;
}

void sell_publicly(int day, const int32_t* rows, int count) {
  const double leak_gain = market[M_leakGain];
  double all_clicks = 0, orders = 0, gmv = 0, ext_orders = 0, ext_gmv = 0, visits_seen = 0, known_all = 0, worth = 0;
  for (int at = 0; at < count; at++) {
    const int row = rows[at];
    const double impressions = given[2 * row], by_merit = given[2 * row + 1];
    clicks28[row] = clicks28[row] * KEEP_28 + exposure[row] * C_clickRate;
    exposure[row] = impressions;
    exposure28[row] = exposure28[row] * KEEP_28 + impressions;
    const double conversion = conversion_of(quality[row]);
    const double lift = 1 + C_toolReturn * toolPower[row];
    const double clicks = impressions * std::fmin(1, C_clickRate * conversion * lift * appeal[row]);
    const double insured = (flags[row] & HAS_INSURANCE) != 0 ? 1 + C_insuranceLift : 1;
    const double visits = externalVisits[row];
    visits_seen += visits;
    const Pair u = uniforms(entity[row], day, 2);
    const double bought = poisson(clicks * C_clickOrderRate * leak_gain * insured, u.first);
    const double came = day < sanctionedUntil[row] ? 0 : poisson(visits * C_visitOrderRate * conversion, u.second);
    const double value = orderValue[row], known = contacts[row];
    publicOrders[row] = bought;
    externalOrders[row] = came;
    contacts[row] = known + C_contactsPerOrder * (bought + came) - C_contactDecay * known;
    sumPublic[row] += bought * value;
    sumExternal[row] += came * value;
    sumImpressions[row] += impressions;
    sumMerit[row] += by_merit;
    all_clicks += clicks; orders += bought; gmv += bought * value; ext_orders += came; ext_gmv += came * value;
    known_all += known;
    worth += clicks * C_clickOrderRate * value * C_marginShare;
  }
  tallies[6] += all_clicks; tallies[7] += orders; tallies[8] += gmv; tallies[9] += ext_orders;
  tallies[10] += ext_gmv; tallies[11] += visits_seen; tallies[12] += known_all; tallies[13] += worth;
}

void sell_through_creators(int day, const int32_t* rows, int count) {
  const double all = market[M_creatorWeight];
  const double total = C_creatorTotal * (1 - C_creatorConflict) * std::sqrt(market[M_creatorCoverage]);
  double orders = 0, gmv = 0, weights = 0, admitted = 0;
  for (int at = 0; at < count; at++) {
    const int row = rows[at];
    const bool insured = (flags[row] & HAS_INSURANCE) != 0;
    const double conversion = conversion_of(quality[row]) * (insured ? 1 + C_insuranceLift : 1);
    const double chosen = creatorWeight[row];
    double sold = 0;
    if (chosen > 0 && all > 0 && day >= sanctionedUntil[row])
      sold = poisson(total * (chosen / all) * conversion, uniforms(entity[row], day, 3).first);
    creatorOrders[row] = sold;
    const double value = sold * orderValue[row];
    sumCreator[row] += value;
    orders += sold;
    gmv += value;
    if (decides_today(entity[row], day)) {
      const bool offered = (flags[row] & IS_EMPTY) == 0 && score[row] >= R_admissionScore &&
                           !(R_isInsuranceRequired && !insured) && !(R_isDepositRequired && shortfallDays[row] != 0) &&
                           !(day < sanctionedUntil[row] && 0 < R_cleanDays);
      creatorWeight[row] = offered ? ability[row] * power(C_commissionShare * conversion, C_creatorExponent) : 0;
    }
    const double weight = creatorWeight[row];
    weights += weight;
    if (weight > 0) admitted += ability[row];
  }
  tallies[14] += orders; tallies[15] += gmv; tallies[16] += weights; tallies[17] += admitted;
}

inline double metric_score(double value, double observations, double category_mean, double least) {
  const double mean = std::fmax(category_mean, least);
  const double seen = observations > 0 ? observations * value : 0;
  const double all = observations + R_priorOrders;
  const double relative = all > 0 ? (seen + R_priorOrders * mean) / (all * mean) : 1;
  return 5 * own_exp(R_logAverageShare * relative);
}

void rate(int row, double faults, double overload, double refunds) {
  const double orders = orders90[row];
  if (!(orders >= R_minimumOrders)) {
    score[row] = std::numeric_limits<double>::quiet_NaN();
    return;
  }
  const double late = faults * overload;
  score[row] =
      R_lowRatingWeight * metric_score(std::fmin(1, C_lowRatingShare * faults), orders, C_lowRatingShare, R_leastRate) +
      R_qualityReturnWeight * metric_score(refunds, orders, C_refundShare, R_leastRate) +
      R_latePickupWeight * metric_score(std::fmin(1, 0.04 * late), orders, 0.04, R_leastRate) +
      R_lateDeliveryWeight * metric_score(std::fmin(1, 0.07 * late), orders, 0.07, R_leastRate) +
      R_afterSaleWeight * metric_score(24 * late, orders * refunds, 24, R_leastHours) +
      R_replyWeight * metric_score(C_replyHours * late, orders, C_replyHours, R_leastHours);
}

void serve(int day, const int32_t* rows, int count) {
  double weight = 0, sum = 0, squares = 0;
  for (int at = 0; at < count; at++) {
    const int row = rows[at];
    const double orders = privateOrders[row] + outsideOrders[row] + publicOrders[row] + externalOrders[row] + creatorOrders[row];
    const double room = capacity[row];
    const double now_load = load[row] * (1 - 0.2) + (0.2 * orders) / room;
    load[row] = now_load;
    const double overload = now_load > 1 ? now_load - 1 : 0;
    if (now_load * 1.5 > 1) capacity[row] = room * (1 + 0.01 * std::fmin(2, now_load * 1.5 - 1));
    const double before = quality[row];
    const double now = before + 0.1 * (talent[row] / (1 + overload) - before);
    quality[row] = now;
    const bool insured = (flags[row] & HAS_INSURANCE) != 0;
    const double refunds = std::fmin(0.9, C_refundShare * faults_of(now) * (insured ? 1 + C_insuranceReturnLift : 1));
    refundShare[row] = refunds;
    const double on_platform = orders - outsideOrders[row];
    orders90[row] = orders90[row] * KEEP_90 + on_platform;
    orders28[row] = orders28[row] * KEEP_28 + on_platform;
    weight += 1;
    sum += refunds;
    squares += refunds * refunds;
    if (decides_today(entity[row], day)) rate(row, faults_of(now), 1 + overload, refunds);
  }
  tallies[18] += weight; tallies[19] += sum; tallies[20] += squares;
}

double wanted_spending(int row) {
  const double price = orderValue[row] / 100;
  const double earned = price * (C_marginShare - feeShare[row]) - C_logistics / 100;
  if (earned <= 0) return 0;
  const double per_visit = C_visitOrderRate * earned;
  const double by_traffic = (clicks28[row] / 28) * C_toolReturn * C_clickOrderRate * earned;
  const double effect = C_visitScale * per_visit + by_traffic;
  const double best = power((C_visitExponent * effect) / (1 - C_toolCreditShare), 1 / (1 - C_visitExponent));
  const double budget = 1 + (C_budgetShare * C_marginShare * gmv28[row]) / 28 / 100;
  return best > budget ? budget / (1 + budget / best) : best / (1 + best / budget);
}

void invest(int day, const int32_t* rows, int count) {
  double spent = 0, visits = 0;
  for (int at = 0; at < count; at++) {
    const int row = rows[at];
    if (decides_today(entity[row], day)) {
      toolPower[row] = power(std::fmax(0, investment[row]), C_visitExponent);
      const double before = investment[row];
      investment[row] = before + C_toolAdaption * (wanted_spending(row) - before);
    }
    const double came = C_visitScale * toolPower[row];
    const double cost = investment[row] * 100;
    externalVisits[row] = came;
    toolCost[row] = cost;
    sumInvestment[row] += cost;
    sumVisits[row] += came;
    spent += cost;
    visits += came;
  }
  tallies[21] += spent; tallies[22] += visits;
}

inline double suspicion(double fake_share) {
  const double plain = 2 * C_washVisibility * fake_share;
  return logistic(W_intercept + W_buyerBreadth * -plain + W_addressConcentration * plain + W_hourOfDay * plain +
                  W_burst * plain + W_priceRoundness * plain + W_browsingBeforeBuying * -plain + W_weakLinks * plain);
}

void reconsider(int row) {
  const double value = orderValue[row], fee = feeShare[row], rebate = rebateShare[row];
  const double wished = C_washOrders, genuine = privateOrders[row] + 1;
  const double suspected = suspicion(wished / (wished + genuine));
  const double believed = suspected >= W_exclusion ? 0 : 1 - suspected;
  const double earned = believed * value * (rebate + (fee - rebate) * market[M_meritReturn]);
  const double paid = value * fee + C_washCost;
  const double stake = pendingRebate[row] + deposit[row] + 60 * std::fmax(0, profit28[row] / 28);
  const double risk = (C_fraudAuditShare * R_caughtShare * stake) / std::fmax(1, wished);
  const double target = earned > paid + risk ? wished : 0;
  const double before = fakeRate[row];
  const double now = before + 0.5 * (target - before);
  fakeRate[row] = target == 0 && now < 1.0 / 7 ? 0 : now;
  const double share = fakeRate[row];
  const double seen = suspicion(share / (share + genuine));
  fraud[row] = seen;
  meritShare[row] = R_meritNow * 1 * (1 - seen);
}

void fake(int day, const int32_t* rows, int count) {
  double orders = 0, gmv = 0;
  for (int at = 0; at < count; at++) {
    const int row = rows[at];
    if ((flags[row] & WOULD_WASH) == 0) {
      fraud[row] = R_honestFraud;
      meritShare[row] = R_honestMerit;
      continue;
    }
    if (decides_today(entity[row], day)) reconsider(row);
    const double fakes = fakeRate[row], value = fakes * orderValue[row];
    fakeOrders[row] = fakes;
    sumFake[row] += value;
    orders += fakes;
    gmv += value;
  }
  tallies[23] += orders; tallies[24] += gmv;
}

inline double vest(int row, int day, double rebate) {
  const bool begins = decides_today(entity[row], day);
  if (rebate == 0 && !begins) return 0;
  const int week = ((entity[row] + day) / 7) % VESTING_WEEKS;
  double* const now = rebateWeeks + size_t(week) * ROWS + row;
  if (!begins) {
    *now += rebate;
    pendingRebate[row] += rebate;
    return 0;
  }
  double vested = 0;
  int past = week;
  for (int age = 1; age < VESTING_WEEKS; age++) {
    past = past == 0 ? VESTING_WEEKS - 1 : past - 1;
    const double part = VESTS[age];
    if (part > 0) vested += rebateWeeks[size_t(past) * ROWS + row] * part;
  }
  *now = rebate;
  pendingRebate[row] = std::fmax(0, pendingRebate[row] + rebate - vested);
  return vested;
}

void settle(int day, const int32_t* rows, int count) {
  const double private_price = 1 - C_hiddenCouponShare, limit = market[M_refundLimit];
  double sums[18] = {};
  for (int at = 0; at < count; at++) {
    const int row = rows[at];
    const double value = orderValue[row], priv = privateOrders[row], creator = creatorOrders[row];
    const double others = publicOrders[row] + externalOrders[row], out_orders = outsideOrders[row], fakes = fakeOrders[row];
    const double on_platform = priv + others + creator;
    const double gross = value * (priv * private_price + others + creator);
    const double refund_share = refundShare[row];
    const double refunds = gross * refund_share;
    const double net = gross - refunds;
    const double outside = out_orders * value * (1 - refund_share);
    const double faked = fakes * value;
    const double rate = feeShare[row];
    const double fee = (net + faked) * rate;
    const double commission = creator * value * (1 - refund_share) * C_commissionShare;
    const double private_net = priv * value * private_price * (1 - refund_share);
    const double private_sales = private_net + faked;
    const double goods = (net + outside) * (1 - C_marginShare);
    const double parcels = (on_platform + out_orders) * C_logistics + fakes * C_washCost;
    const double extra = creator * value * C_splitCost;
    const double tools = toolCost[row];
    const double credit = tools * C_toolCreditShare;
    const double waiting = pending[row] + net + faked - fee - commission;
    const double settled = waiting * R_settledADay;
    pending[row] = waiting - settled;
    const double month = monthRebate[row];
    const double suspected = fraud[row];
    const bool believed = suspected < W_exclusion;
    const double rebate = believed ? capped_rebate(rebate_of(private_sales, rate, private_sales * rate), month) : 0;
    monthRebate[row] = month + rebate;
    const double vested = vest(row, day, rebate);
    const double seen = privateSales[row];
    const double seen_rebate =
        believed ? std::fmin(rebate_of(seen, rate, seen * rate), capped_rebate(std::numeric_limits<double>::infinity(), month)) : 0;
    const double kept = seen * rate - seen_rebate;
    merit[row] = merit[row] * R_meritADay + (believed ? kept * meritShare[row] : 0);
    privateSales[row] = private_sales;
    const double t30 = turnover30[row] * KEEP_30 + net + faked;
    turnover30[row] = t30;
    turnover[row] = turnover[row] + net + faked;
    gmv28[row] = gmv28[row] * KEEP_28 + net + outside;
    double tier = 0;
    for (int step = 0; step < TIERS; step++) {
      if (t30 < TIER_FROM[step]) break;
      tier = TIER_REQUIRED[step];
    }
    const double required = std::fmax(std::fmax(tier, DEPOSIT_BASE[category[row]]), R_stakePerReward * pendingRebate[row]);
    const double held = deposit[row];
    const double lacking = required - held;
    const double withheld = lacking <= 0 || settled <= 0 ? 0 : std::fmin(lacking, settled * R_withheldShare);
    const bool excess = held > required * (1 + R_releaseMargin);
    const int excess_days = excess ? excessDays[row] + 1 : 0;
    const double released = excess_days >= R_releaseDays && excess ? held - required : 0;
    excessDays[row] = released > 0 ? 0 : excess_days;
    const double holding = held + withheld - released;
    deposit[row] = holding;
    const double shortfall = std::fmax(0, required - holding);
    shortfallDays[row] = shortfall > 0 ? shortfallDays[row] + 1 : 0;
    cash[row] = cash[row] + (settled - withheld + released) + vested + outside - faked - goods - parcels - extra - (tools - credit);
    const double profit = net + outside + vested + credit - fee - commission - goods - parcels - extra - tools;
    profit28[row] = profit28[row] * KEEP_28 + profit;
    sumProfit[row] = sumProfit[row] + profit - entryCost[row];
    entryCost[row] = 0;
    sumFees[row] += fee;
    sumRebates[row] += vested;
    sumRefunds[row] += refunds;
    const int age = day - openedDay[row];
    if (on_platform > 0) {
      lastOrderDay[row] = day;
      if (firstPaidDay[row] < 0) firstPaidDay[row] = day;
      if (age < 90) earlyOrders[row] += on_platform;
      if (age < 14) flags[row] |= FIRST_ORDER_IN_TIME;
    }
    const double buyers = buyers28[row] * KEEP_28 + (on_platform + fakes) * 0.85;
    buyers28[row] = buyers;
    const double o28 = orders28[row] + fakes * 28;
    const EffectiveRules& rules = EFFECTIVE[category[row]];
    const double weight = std::fmin(1, buyers / rules.buyers) * std::fmin(1, o28 / rules.orders) * (1 - suspected);
    effectiveWeight[row] = weight;
    sumEffective[row] += weight;
    sumOpenDays[row] += 1;
    const double stock_days = age + 1 < rules.windowDays ? age + 1 : rules.windowDays;
    const bool lacks = stock_days < rules.inStockDays || o28 < rules.orders || buyers < rules.buyers ||
                       (t30 - faked) * rate <= rules.feeFloor ||
                       std::fmax(0, 1 - 0.04 * faults_of(quality[row])) < rules.onTimeShare ||
                       (refund_share > 0 && refund_share >= limit) || score[row] < rules.minimumScore ||
                       suspected >= rules.fraudLimit || day < sanctionedUntil[row];
    if (!lacks) {
      sums[0] += 1;
      if (age <= 60) flags[row] |= EFFECTIVE_AT_60;
    } else if (age <= 60) flags[row] &= ~EFFECTIVE_AT_60;
    sums[1] += 1; sums[2] += weight; sums[3] += ability[row]; sums[4] += profit28[row] / 28; sums[5] += fee;
    sums[6] += rebate; sums[7] += vested; sums[8] += commission; sums[9] += refunds; sums[10] += credit;
    sums[11] += net + outside; sums[12] += goods + parcels + extra + tools; sums[13] += holding; sums[14] += shortfall;
    sums[15] += kept;
  }
  for (int at = 0; at < 18; at++) tallies[25 + at] += sums[at];
}

void end_store(int day, int block, int row, int to) {
  const double held = deposit[row], owed = turnover30[row] * C_consumerLossShare;
  const double from_deposit = std::fmin(held, owed);
  sumProfit[row] -= from_deposit;
  cash[row] = cash[row] + pending[row] + held - from_deposit;
  retired[block] += cash[row];
  pending[row] = deposit[row] = 0;
  state_[row] = to;
  endedDay[row] = day;
  effectiveWeight[row] = privateSales[row] = exposure[row] = investment[row] = toolPower[row] = externalVisits[row] = 0;
  creatorWeight[row] = merit[row] = fakeRate[row] = fakeOrders[row] = contacts[row] = pendingRebate[row] = 0;
}

void ban(int day, int block, int row) {
  const double stake = R_stakePerReward * pendingRebate[row];
  for (int week = 0; week < VESTING_WEEKS; week++) rebateWeeks[size_t(week) * ROWS + row] = 0;
  pendingRebate[row] = 0;
  const double held = deposit[row], forfeited = std::fmin(held, stake);
  deposit[row] = held - forfeited;
  sumProfit[row] -= forfeited;
  end_store(day, block, row, BANNED);
}

void sanction(int day, int block, const int32_t* rows, int count) {
  for (int at = 0; at < count; at++) {
    const int row = rows[at];
    if ((flags[row] & WOULD_WASH) != 0 && fakeRate[row] > 0) {
      const Pair u = uniforms(entity[row] + 31, day, 4);
      if (u.first < C_fraudAuditShare && u.second < R_caughtShare) ban(day, block, row);
    }
    if (state_[row] == OPEN && decides_today(entity[row], day) && uniforms(entity[row], day, 5).first < C_falseAlarmChance)
      ban(day, block, row);
  }
}

void leave(int day, int block, const int32_t* rows, int count) {
  double money = 0;
  for (int at = 0; at < count; at++) {
    const int row = rows[at];
    if (state_[row] != OPEN) continue;
    const int age = day - openedDay[row];
    if (decides_today(entity[row], day) && age >= 14) {
      const double remembered = 28 * (1 - power(KEEP_28, age + 1));
      const double missing = C_outsideOption - profit28[row] / remembered;
      const double chance = C_departureChance + C_exitChance * logistic(missing / C_exitNoise);
      if (uniforms(entity[row], day, 6).first < chance) {
        end_store(day, block, row, CLOSED);
        continue;
      }
    }
    money += cash[row] + pending[row] + deposit[row];
  }
  tallies[50] += money + retired[block];
}

template <class T>
void read(const std::string& file, std::vector<T>& into) {
  FILE* handle = std::fopen(file.c_str(), "rb");
  if (!handle) std::exit(2);
  std::fseek(handle, 0, SEEK_END);
  into.resize(size_t(std::ftell(handle)) / sizeof(T));
  std::rewind(handle);
  if (std::fread(into.data(), sizeof(T), into.size(), handle) != into.size()) std::exit(2);
  std::fclose(handle);
}

void lay() {
#define FIELD(type, name, offset) name = reinterpret_cast<type*>(state.data() + offset);
  FIELDS(FIELD)
#undef FIELD
}

}  // namespace

int main(int, char** arguments) {
  const std::string folder = arguments[1];
  std::vector<char> start;
  read(folder + "/start.bin", start);
  read(folder + "/market.bin", market_days);
  read(folder + "/exposure.bin", exposure_days);
  double best = 1e300;
  // The best of some rounds.
  for (int round = 0; round < ROUNDS; round++) {
    state = start;
    lay();
    store_days = 0;
    std::memset(tallies, 0, sizeof tallies);
    const double began = spent_seconds();
    for (int day = 0; day < DAYS; day++) {
      market = market_days.data() + size_t(day) * MARKET_SIZE;
      given = exposure_days.data() + size_t(day) * ROWS * 2;
      for (int block = 0; block < BLOCKS; block++) {
        const int from = BLOCK_START[block], to = BLOCK_START[block + 1];
        const int count = enter(day, from, to);
        const int32_t* const rows = openRows + from;
        openCount[block] = count;
        store_days += count;
        sell_privately(day, rows, count);
        sell_publicly(day, rows, count);
        sell_through_creators(day, rows, count);
        serve(day, rows, count);
        invest(day, rows, count);
        fake(day, rows, count);
        settle(day, rows, count);
        sanction(day, block, rows, count);
        leave(day, block, rows, count);
      }
    }
    const double took = spent_seconds() - began;
    if (took < best) best = took;
  }
  FILE* handle = std::fopen((folder + "/end.bin").c_str(), "wb");
  if (!handle || std::fwrite(state.data(), 1, state.size(), handle) != state.size()) return 2;
  std::fclose(handle);
  std::printf("{\"seconds\":%.6f,\"storeDays\":%lld,\"sum\":%.17g}\n", best, static_cast<long long>(store_days), tallies[50]);
  return 0;
}
