-- The demo's database: a fitness app with many gyms (tenants). Runs on MariaDB 10.6+ and MySQL 8+, in an empty database.
-- Every row follows from its number, so each run makes the same rows. It uses every common column type and the things
-- that make a migration interesting: zero dates, emoji, unsigned keys, case-insensitive unique keys, reserved words.

SET NAMES utf8mb4;
-- Old apps run without strict mode: only so do zero dates get in.
SET SESSION sql_mode = '';
SET SESSION time_zone = '+00:00';

-- ---------------------------------------------------------------------------------------------------------- tables

CREATE TABLE gyms (
  id smallint unsigned NOT NULL AUTO_INCREMENT,
  slug varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name varchar(120) NOT NULL,
  slogan varchar(200) DEFAULT NULL COMMENT 'Shown under the name, in the gym''s own language (é, ß, 東)',
  country char(2) NOT NULL DEFAULT 'SE',
  time_zone varchar(40) NOT NULL DEFAULT 'Europe/Stockholm',
  latitude double DEFAULT NULL,
  longitude double DEFAULT NULL,
  rating float DEFAULT NULL COMMENT 'Average of all reviews',
  opened_on date DEFAULT NULL,
  founded year DEFAULT NULL,
  is_active tinyint(1) NOT NULL DEFAULT 1,
  settings json DEFAULT NULL,
  logo blob,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (id),
  UNIQUE KEY gyms_slug (slug)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='A tenant: one gym''s everything hangs off its id';

CREATE TABLE plans (
  gym_id smallint unsigned NOT NULL,
  code char(8) NOT NULL,
  title varchar(80) NOT NULL,
  monthly_price decimal(10,2) NOT NULL DEFAULT '0.00',
  setup_fee decimal(6,2) unsigned DEFAULT NULL,
  billing enum('monthly','yearly','pay-as-you-go') NOT NULL DEFAULT 'monthly',
  includes set('sauna','pool','classes','towels','parking') NOT NULL DEFAULT '',
  minimum_months tinyint unsigned NOT NULL DEFAULT 0,
  sort_order tinyint NOT NULL DEFAULT 0 COMMENT 'Negative ones stand first',
  PRIMARY KEY (gym_id, code),
  CONSTRAINT plans_gym FOREIGN KEY (gym_id) REFERENCES gyms (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE trainers (
  id int unsigned NOT NULL AUTO_INCREMENT,
  gym_id smallint unsigned NOT NULL,
  mentor_id int unsigned DEFAULT NULL,
  name varchar(100) NOT NULL,
  bio text,
  specialties set('strength','yoga','boxing','cycling','rehab') DEFAULT NULL,
  hourly_rate decimal(8,2) DEFAULT NULL,
  certified_in year DEFAULT NULL,
  shift_starts time DEFAULT NULL,
  is_head_coach tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  KEY trainers_gym (gym_id),
  KEY trainers_mentor (mentor_id),
  FULLTEXT KEY trainers_bio (bio),
  CONSTRAINT trainers_gym FOREIGN KEY (gym_id) REFERENCES gyms (id) ON DELETE CASCADE,
  CONSTRAINT trainers_mentor FOREIGN KEY (mentor_id) REFERENCES trainers (id) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE members (
  id bigint unsigned NOT NULL AUTO_INCREMENT,
  gym_id smallint unsigned NOT NULL,
  plan_code char(8) DEFAULT NULL,
  public_id binary(16) NOT NULL COMMENT 'A UUID',
  email varchar(190) NOT NULL,
  first_name varchar(60) NOT NULL,
  last_name varchar(60) NOT NULL,
  display_name varchar(130) GENERATED ALWAYS AS (concat(first_name, ' ', last_name)) STORED,
  status enum('trial','active','paused','left') NOT NULL DEFAULT 'trial',
  born_on date DEFAULT NULL COMMENT 'Zero where the old app did not ask',
  joined_at datetime NOT NULL,
  last_seen_at datetime(3) DEFAULT NULL,
  weight_kg decimal(5,2) DEFAULT NULL,
  height_cm tinyint unsigned DEFAULT NULL,
  newsletter bit(1) NOT NULL DEFAULT b'0',
  reminders bit(8) NOT NULL DEFAULT b'10101' COMMENT 'One bit for each weekday',
  referred_by bigint unsigned DEFAULT NULL,
  notes mediumtext,
  photo mediumblob,
  PRIMARY KEY (id),
  UNIQUE KEY members_public_id (public_id),
  UNIQUE KEY members_email (gym_id, email),
  KEY members_name (last_name(10), first_name(10)),
  KEY members_plan (gym_id, plan_code),
  KEY members_referred_by (referred_by),
  CONSTRAINT members_gym FOREIGN KEY (gym_id) REFERENCES gyms (id) ON DELETE CASCADE,
  CONSTRAINT members_plan FOREIGN KEY (gym_id, plan_code) REFERENCES plans (gym_id, code) ON UPDATE CASCADE,
  CONSTRAINT members_referred_by FOREIGN KEY (referred_by) REFERENCES members (id) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE classes (
  id mediumint unsigned NOT NULL AUTO_INCREMENT,
  gym_id smallint unsigned NOT NULL,
  trainer_id int unsigned DEFAULT NULL,
  title varchar(80) NOT NULL,
  description text,
  weekday tinyint NOT NULL,
  starts_at time NOT NULL,
  lasts time NOT NULL DEFAULT '00:45:00',
  places smallint NOT NULL DEFAULT 20,
  PRIMARY KEY (id),
  UNIQUE KEY classes_slot (gym_id, weekday, starts_at, title),
  KEY classes_trainer (trainer_id),
  FULLTEXT KEY classes_text (title, description),
  CONSTRAINT classes_gym FOREIGN KEY (gym_id) REFERENCES gyms (id) ON DELETE CASCADE,
  CONSTRAINT classes_trainer FOREIGN KEY (trainer_id) REFERENCES trainers (id) ON DELETE SET NULL,
  CONSTRAINT classes_places CHECK (places between 1 and 200)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE bookings (
  class_id mediumint unsigned NOT NULL,
  held_on date NOT NULL,
  member_id bigint unsigned NOT NULL,
  state enum('booked','waiting','attended','missed','cancelled') NOT NULL DEFAULT 'booked',
  booked_at timestamp NULL DEFAULT NULL,
  cancelled_at datetime DEFAULT NULL COMMENT 'Zero means: not cancelled (the first version of the app)',
  PRIMARY KEY (class_id, held_on, member_id),
  KEY bookings_member (member_id, held_on),
  CONSTRAINT bookings_class FOREIGN KEY (class_id) REFERENCES classes (id) ON DELETE CASCADE,
  CONSTRAINT bookings_member FOREIGN KEY (member_id) REFERENCES members (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE check_ins (
  id bigint NOT NULL AUTO_INCREMENT,
  member_id bigint unsigned NOT NULL,
  checked_in_at datetime(6) NOT NULL,
  stayed time DEFAULT NULL,
  door tinyint unsigned NOT NULL DEFAULT 1,
  card varbinary(12) DEFAULT NULL,
  PRIMARY KEY (id),
  KEY check_ins_member (member_id, checked_in_at),
  CONSTRAINT check_ins_member FOREIGN KEY (member_id) REFERENCES members (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE workouts (
  id int NOT NULL AUTO_INCREMENT,
  member_id bigint unsigned NOT NULL,
  trainer_id int unsigned DEFAULT NULL,
  done_at datetime NOT NULL,
  title varchar(120) NOT NULL,
  calories float DEFAULT NULL,
  distance_m double DEFAULT NULL,
  average_pulse smallint unsigned DEFAULT NULL,
  altitude_m mediumint DEFAULT NULL,
  samples json DEFAULT NULL,
  diary longtext,
  PRIMARY KEY (id),
  KEY workouts_member (member_id, done_at),
  KEY workouts_trainer (trainer_id),
  CONSTRAINT workouts_member FOREIGN KEY (member_id) REFERENCES members (id) ON DELETE CASCADE,
  CONSTRAINT workouts_trainer FOREIGN KEY (trainer_id) REFERENCES trainers (id) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE workout_sets (
  workout_id int NOT NULL,
  position tinyint unsigned NOT NULL,
  exercise varchar(60) NOT NULL,
  repetitions smallint unsigned NOT NULL DEFAULT 0,
  weight_kg decimal(6,2) DEFAULT NULL,
  to_failure tinyint(1) DEFAULT NULL,
  PRIMARY KEY (workout_id, position),
  KEY workout_sets_exercise (exercise),
  CONSTRAINT workout_sets_workout FOREIGN KEY (workout_id) REFERENCES workouts (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE payments (
  id bigint unsigned NOT NULL AUTO_INCREMENT,
  gym_id smallint unsigned NOT NULL,
  member_id bigint unsigned DEFAULT NULL,
  amount decimal(12,2) NOT NULL,
  fee_rate decimal(9,6) DEFAULT NULL,
  currency char(3) NOT NULL DEFAULT 'SEK',
  status enum('pending','paid','refunded','couldn''t charge') NOT NULL DEFAULT 'pending',
  reference varchar(40) CHARACTER SET latin1 COLLATE latin1_swedish_ci DEFAULT NULL,
  provider_answer json DEFAULT NULL,
  sequence_number bigint unsigned DEFAULT NULL COMMENT 'The provider''s own count',
  due_on date DEFAULT NULL,
  paid_at timestamp(3) NULL DEFAULT NULL,
  updated_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (id),
  UNIQUE KEY payments_reference (reference),
  KEY payments_member (member_id),
  KEY payments_due (gym_id, status, due_on),
  CONSTRAINT payments_gym FOREIGN KEY (gym_id) REFERENCES gyms (id),
  CONSTRAINT payments_member FOREIGN KEY (member_id) REFERENCES members (id) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- The shop at the desk. Its name and three of its columns are reserved words, here and in Postgres.
CREATE TABLE `order` (
  id int unsigned NOT NULL AUTO_INCREMENT,
  member_id bigint unsigned NOT NULL,
  `when` datetime NOT NULL,
  `desc` tinytext,
  `limit` int DEFAULT NULL,
  quantity int unsigned NOT NULL DEFAULT 1,
  unit_price decimal(8,2) NOT NULL,
  total decimal(10,2) GENERATED ALWAYS AS (quantity * unit_price) STORED,
  receipt tinyblob,
  PRIMARY KEY (id),
  KEY order_member (member_id),
  CONSTRAINT order_member FOREIGN KEY (member_id) REFERENCES members (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE VIEW active_members AS
  SELECT m.id, m.display_name, m.email, g.name AS gym, p.title AS plan, p.monthly_price
  FROM members m
  JOIN gyms g ON g.id = m.gym_id
  LEFT JOIN plans p ON p.gym_id = m.gym_id AND p.code = m.plan_code
  WHERE m.status = 'active';

CREATE VIEW gym_revenue AS
  SELECT g.id AS gym_id, g.name AS gym, count(p.id) AS payments, coalesce(sum(p.amount), 0) AS revenue
  FROM gyms g
  LEFT JOIN payments p ON p.gym_id = g.id AND p.status = 'paid'
  GROUP BY g.id, g.name;

-- ------------------------------------------------------------------------------------------------------------ rows

-- 0 to 1999: everything below is counted out by this table, which is dropped at the end.
CREATE TABLE numbers (n int NOT NULL PRIMARY KEY);
INSERT INTO numbers
  WITH digits AS (
    SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
    UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9
  )
  SELECT a.d + 10 * b.d + 100 * c.d + 1000 * k.d
  FROM digits a CROSS JOIN digits b CROSS JOIN digits c CROSS JOIN digits k
  WHERE k.d < 2;

INSERT INTO gyms
  (id, slug, name, slogan, country, time_zone, latitude, longitude, rating, opened_on, founded, is_active, settings, logo, created_at, updated_at)
VALUES
  (1, 'iron-fika', 'Iron & Fika', 'Lift first, cake later 🍰', 'SE', 'Europe/Stockholm', 59.3293235, 18.0685808, 4.7, '2015-03-02', 2014, 1, '{"theme": "dark", "languages": ["sv", "en"], "open": {"from": "05:30", "to": "23:00"}}', x'89504e470d0a1a0a00ff', '2015-03-02 08:00:00', '2026-02-11 09:30:15'),
  (2, 'kraftraum', 'Kraftraum Köln', 'Größer, stärker, fröhlicher', 'DE', 'Europe/Berlin', 50.937531, 6.9602786, 4.25, '2018-09-17', 2018, 1, '{"theme": "light", "vat": 0.19, "beta": true}', NULL, '2018-09-17 06:15:00', '2026-01-31 23:59:59'),
  (3, 'ola-fit', 'Olá Fit', 'Força! 💪🏽🇧🇷', 'BR', 'America/Sao_Paulo', -23.5505199, -46.6333094, 4.9, '2020-01-06', 2019, 1, '{"theme": "light", "languages": ["pt"], "limits": {"guests": 2, "freeze_days": null}}', x'', '2020-01-06 11:00:00', '2026-02-14 18:20:00'),
  (4, 'tokyo-dojo', '東京ジム', '毎日少しずつ ✨', 'JP', 'Asia/Tokyo', 35.6761919, 139.6503106, 4.333333, '2012-11-30', 1999, 1, '{"theme": "dark", "name_order": "last first"}', x'00010203fffefdfc', '2012-11-30 00:00:00', '2026-02-01 00:00:00'),
  (5, 'o-brien', 'O''Brien\\Sons "Gym"', 'Tab:\tquote:\' backslash:\\ line:\nend', 'IE', 'Europe/Dublin', 53.3498053, -6.2603097, 3.5, '0000-00-00', 1955, 1, '{"quote": "say \\"hi\\"", "path": "C:\\\\gym", "unicode": "\\u00e9"}', NULL, '2011-05-20 07:45:30', '2025-12-24 12:00:00'),
  (9, 'closed-box', 'Box 9 (closed)', NULL, 'SE', 'Europe/Stockholm', NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, '2016-02-29 12:00:00', '2019-06-30 22:00:00');

INSERT INTO plans (gym_id, code, title, monthly_price, setup_fee, billing, includes, minimum_months, sort_order)
  SELECT g.id, ELT(n + 1, 'BASIC', 'PLUS', 'VISIT'), ELT(n + 1, 'Basic', 'Plus ⭐', 'Pay per visit'),
    ELT(n + 1, 299, 499.5, 0) + g.id, IF(n = 2, NULL, 10.25 * g.id), ELT(n + 1, 'monthly', 'yearly', 'pay-as-you-go'),
    ELT(n + 1, 'classes', 'sauna,pool,classes,towels', ''), ELT(n + 1, 3, 12, 0), n - 1
  FROM gyms g CROSS JOIN numbers WHERE n < 3 ORDER BY g.id, n;

INSERT INTO trainers
  (id, gym_id, mentor_id, name, bio, specialties, hourly_rate, certified_in, shift_starts, is_head_coach)
  SELECT n + 1, ELT(1 + n % 5, 1, 2, 3, 4, 5), IF(n < 5, NULL, n - 4),
    CONCAT(ELT(1 + n % 8, 'Åsa', 'Björn', 'Chloé', 'Deniz', 'Ewa', 'Félix', 'Gül', '健太'), ' ',
      ELT(1 + n % 7, 'Öberg', 'Müller', 'da Silva', '田中', 'O''Neill', 'Łukasik', 'Nguyễn')),
    IF(n % 6 = 5, NULL, CONCAT('Coach number ', n + 1, ', strong in mobility and patience. ', REPEAT('Breathe and lift. ', n % 4))),
    n % 32, IF(n % 9 = 8, NULL, 350 + n * 12.5), 2000 + n % 25,
    SEC_TO_TIME(21600 + (n % 10) * 2700), n < 5
  FROM numbers WHERE n < 40 ORDER BY n;

INSERT INTO members
  (id, gym_id, plan_code, public_id, email, first_name, last_name, status, born_on, joined_at, last_seen_at,
   weight_kg, height_cm, newsletter, reminders, referred_by, notes, photo)
  SELECT n + 1, ELT(1 + n % 5, 1, 2, 3, 4, 5), ELT(1 + n % 4, 'BASIC', 'PLUS', 'VISIT', NULL),
    UNHEX(LEFT(SHA2(CONCAT('member ', n), 256), 32)),
    CONCAT(ELT(1 + n % 6, 'ana', 'Bo', 'chris', 'dora', 'Emil', 'fatima'), '.', n + 1, '@example.com'),
    ELT(1 + n % 12, 'Ana', 'Bo', 'Zoë', 'José', 'Łukasz', 'Søren', '娜', 'Юлия', 'Εύα', 'محمد', 'Chloé', 'Thúy 🏋️'),
    ELT(1 + n % 11, 'Andersson', 'Öztürk', 'Straße', 'O''Hara', '李', 'Петрова', 'Παππά', 'الحسن', 'García-Núñez', 'von Essen', 'Ng'),
    ELT(1 + n % 7, 'active', 'active', 'active', 'trial', 'paused', 'left', 'active'),
    CASE WHEN n % 20 = 7 THEN '0000-00-00' WHEN n % 11 = 3 THEN NULL
      ELSE DATE('1955-01-31') + INTERVAL n * 31 DAY END,
    TIMESTAMP('2019-01-01 06:30:00') + INTERVAL n * 95 HOUR,
    IF(n % 8 = 7, NULL, TIMESTAMP('2026-02-01 00:00:00') + INTERVAL n * 1234567 * 1000 MICROSECOND),
    IF(n % 5 = 4, NULL, 48 + (n * 37 % 6000) / 100), IF(n % 5 = 4, NULL, 150 + n % 50), n % 3 = 0, n * 7 % 256,
    IF(n % 6 = 5, n - 4, NULL),
    CASE WHEN n % 10 = 0 THEN CONCAT('Prefers mornings.\r\nKnee:\tleft \\ right\nMood: ', ELT(1 + n % 3, '🙂', '😴', '🔥')) WHEN n % 10 = 1 THEN '' END,
    IF(n % 25 = 0, UNHEX(REPEAT(SHA2(CONCAT('photo ', n), 256), 8)), NULL)
  FROM numbers WHERE n < 600 ORDER BY n;

INSERT INTO classes (id, gym_id, trainer_id, title, description, weekday, starts_at, lasts, places)
  SELECT n + 1, ELT(1 + n % 5, 1, 2, 3, 4, 5), IF(n % 12 = 11, NULL, 1 + n % 40),
    ELT(1 + n % 6, 'Yoga', 'Boxing', 'Spinning', 'Pilates', 'Mobility', 'HIIT 🔥'),
    CONCAT('A class for ', ELT(1 + n % 3, 'beginners', 'everybody', 'people who mean it'), '.'),
    n % 7, SEC_TO_TIME(21600 + (n * 37 % 60) * 900), ELT(1 + n % 3, '00:45:00', '01:00:00', '01:30:30'), 8 + n % 25
  FROM numbers WHERE n < 60 ORDER BY n;

INSERT INTO bookings (class_id, held_on, member_id, state, booked_at, cancelled_at)
  SELECT 1 + n % 60, DATE('2026-01-05') + INTERVAL (n DIV 60) DAY, 1 + n * 7 % 600,
    ELT(1 + n % 5, 'booked', 'waiting', 'attended', 'missed', 'cancelled'),
    IF(n % 13 = 12, NULL, TIMESTAMP('2026-01-01 07:00:00') + INTERVAL n * 11 MINUTE),
    CASE WHEN n % 5 = 4 THEN TIMESTAMP('2026-01-04 20:15:00') + INTERVAL n MINUTE WHEN n % 15 = 2 THEN '0000-00-00 00:00:00' END
  FROM numbers WHERE n < 1200 ORDER BY n;

INSERT INTO check_ins (id, member_id, checked_in_at, stayed, door, card)
  SELECT n + 1, 1 + n * 13 % 600, TIMESTAMP('2026-01-10 05:45:00') + INTERVAL n * 1500000001 MICROSECOND,
    IF(n % 9 = 8, NULL, SEC_TO_TIME(1200 + n * 17 % 7200)), 1 + n % 4, UNHEX(LPAD(HEX(n * 99991), 12, '0'))
  FROM numbers WHERE n < 1000 ORDER BY n;

INSERT INTO workouts
  (id, member_id, trainer_id, done_at, title, calories, distance_m, average_pulse, altitude_m, samples, diary)
  SELECT n + 1, 1 + n * 17 % 600, IF(n % 3 = 2, NULL, 1 + n % 40), TIMESTAMP('2026-01-15 18:00:00') + INTERVAL n * 43 MINUTE,
    ELT(1 + n % 4, 'Legs', 'Push & pull', 'Långpass 🏃', 'Rest day, sort of'),
    IF(n % 7 = 6, NULL, 120.1 + n * 3.7), IF(n % 4 = 2, 1000 + n * 12.345678901, NULL), 90 + n % 90, n * 31 % 5000 - 200,
    IF(n % 5 = 4, NULL, JSON_OBJECT('pulse', JSON_ARRAY(80 + n % 10, 120 + n % 30, 150 + n % 20), 'device', ELT(1 + n % 3, 'watch', 'belt', 'phone'), 'indoor', n % 2)),
    IF(n % 6 = 0, CONCAT('Day ', n, ': ', REPEAT('one more rep, ', n % 40), 'done. ✅'), NULL)
  FROM numbers WHERE n < 400 ORDER BY n;

INSERT INTO workout_sets (workout_id, position, exercise, repetitions, weight_kg, to_failure)
  SELECT 1 + n DIV 2, 1 + n % 2, ELT(1 + n % 5, 'Squat', 'Deadlift', 'Bench press', 'Row', 'Plank'),
    5 + n % 15, IF(n % 5 = 4, NULL, 20 + n % 120 + 0.25), ELT(1 + n % 3, 0, 1, NULL)
  FROM numbers WHERE n < 800 ORDER BY n;

INSERT INTO payments
  (id, gym_id, member_id, amount, fee_rate, currency, status, reference, provider_answer, sequence_number, due_on, paid_at, updated_at)
  SELECT n + 1, ELT(1 + n % 5, 1, 2, 3, 4, 5), IF(n % 50 = 49, NULL, 1 + n), IF(n % 40 = 39, -1, 1) * (299 + n * 1.37), 0.0125 + n / 1000000,
    ELT(1 + n % 5, 'SEK', 'EUR', 'BRL', 'JPY', 'EUR'), ELT(1 + n % 10, 'paid', 'paid', 'paid', 'paid', 'pending', 'paid', 'refunded', 'paid', 'paid', 'couldn''t charge'),
    CONCAT('Räkning-', 10000 + n), IF(n % 4 = 3, NULL, JSON_OBJECT('id', CONCAT('ch_', n), 'ok', n % 10 <> 9, 'net', n * 2)),
    9007199254740993 + n, DATE('2025-11-01') + INTERVAL n % 120 DAY,
    IF(n % 10 IN (4, 9), NULL, TIMESTAMP('2025-11-02 10:11:12.345') + INTERVAL n * 3 HOUR), TIMESTAMP('2026-02-15 03:00:00') + INTERVAL n SECOND
  FROM numbers WHERE n < 600 ORDER BY n;

INSERT INTO `order` (id, member_id, `when`, `desc`, `limit`, quantity, unit_price, receipt)
  SELECT n + 1, 1 + n * 29 % 600, TIMESTAMP('2026-02-01 12:00:00') + INTERVAL n * 7 MINUTE,
    ELT(1 + n % 4, 'Protein bar 🍫', 'Shaker; "large"', 'Towel', NULL), IF(n % 3 = 0, -n, n * 100000), 1 + n % 4, 19.9 + n % 30,
    IF(n % 10 = 0, UNHEX(SHA2(CONCAT('receipt ', n), 256)), NULL)
  FROM numbers WHERE n < 200 ORDER BY n;

-- Members leave, and their numbers are not given again: gaps inside and at the end.
DELETE FROM members WHERE id % 97 = 0 OR id > 596;
ALTER TABLE payments AUTO_INCREMENT = 5000;
-- One key at the end of what a signed 32-bit number holds.
INSERT INTO `order` (id, member_id, `when`, quantity, unit_price) VALUES (2147483648, 1, '2026-02-28 23:59:59', 4000000000, 0.01);

DROP TABLE numbers;
