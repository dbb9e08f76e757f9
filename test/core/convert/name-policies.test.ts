import {expect} from 'chai'
import {describe, it} from 'mocha'

import {onEachSource} from '../../servers.js'
import {moveDatabase} from './move-database.js'

const SCHEMA = [
  'CREATE TABLE `orderItems` (`orderId` int PRIMARY KEY AUTO_INCREMENT, `unitPrice` decimal(6,2), KEY `byPrice` (`unitPrice`), CHECK (`unitPrice` > 0))',
  'INSERT INTO `orderItems` (`unitPrice`) VALUES (1.50)',
  'CREATE TABLE `orderNotes` (`order_id` int, `orderId` int, CONSTRAINT `noteOrder` FOREIGN KEY (`orderId`) REFERENCES `orderItems` (`orderId`))',
  'CREATE VIEW `allItems` AS SELECT `orderId`, `unitPrice` * 2 AS `doublePrice` FROM `orderItems`',
]

onEachSource(source => {
  describe('--names', () => {
    const cases = [
      {names: 'keep', sql: 'SELECT "orderId", "doublePrice" FROM "allItems"', column: 'orderId'},
      {names: 'lower', sql: 'SELECT orderid, doubleprice FROM allitems', column: 'orderid'},
      {names: 'snake', sql: 'SELECT order_id, double_price FROM all_items', column: 'order_id_2'},
    ] as const
    for (const {names, sql, column} of cases)
      it(names, async () => {
        const moved = await moveDatabase(source, SCHEMA, {names})
        try {
          expect(await moved.query(sql)).to.deep.equal([['1', '3.00']])
          expect(moved.plan.postgres.tables[1]?.foreignKeys[0]?.columns).to.deep.equal([column])
          expect(moved.hazards('orderNotes.orderId')).to.deep.equal(names === 'snake' ? ['name-changed'] : [])
        } finally {
          await moved.drop()
        }
      })
  })
})
