// The words of the vault pages.
export const vault = {
  'start.welcome': 'Welcome to Fieldbook',
  'start.lead':
    'Keep the evidence of your inspections in an encrypted vault on this laptop. It works without a connection, and only your passphrase opens it.',
  'start.choose': 'Choose a vault',
  'start.made-on': 'Vault made on {day}',
  'start.practice-made-on': 'Practice vault made on {day}',
  'start.made-at': 'Made at {time}',
  'start.made-moment': 'Made on {moment}',
  'start.practice': 'PRACTICE',
  'start.unlock': 'Unlock',
  'start.make-title': 'Make a vault',
  'start.make-another': 'Make another vault',
  'start.make-text': 'For real inspections. You choose a passphrase and print a recovery sheet.',
  'start.make': 'Make a vault',
  'start.practise-title': 'Practise on a sample inspection',
  'start.practise-text':
    'A vault of its own with a fictional inspection of a children’s home: try everything, then delete it as a whole.',
  'start.practise': 'Practise',
  'start.more': 'Or start something new',
  'start.practice-deleted': 'The practice vault was deleted.',

  'create.title': 'Make a vault',
  'create.practice-title': 'Practise on a sample inspection',
  'create.lead': 'The vault is an encrypted file on this laptop. Nothing leaves the laptop.',
  'create.practice-lead':
    'A practice vault holds a fictional inspection and is marked PRACTICE on every screen. Everybody in it is invented. Do not put real evidence into it.',
  'create.name': 'Your name',
  'create.name-hint': 'As it should stand beside your notes. It is shown on this device only.',
  'create.no-name': 'Enter your name',
  'create.long-name': 'Your name must be 80 characters or fewer',
  'create.warning':
    'Nobody can reset this passphrase. If you forget it and have no recovery sheet, everything in the vault is lost.',
  'create.sheet-next': 'On the next page you make the recovery sheet and print it or write it down.',
  'create.submit': 'Make the vault',
  'create.practice-submit': 'Make the practice vault',
  'create.working': 'Making the vault. This takes a few seconds.',
  'create.loading': 'Loading the sample inspection',
  'create.loaded': '{done} of {total} entries',
  'create.back': 'Back',

  'passphrase.label': 'Passphrase',
  'passphrase.hint':
    'At least 15 characters. Four or five unrelated words are strong and easy to remember. You can paste it from a password manager.',
  'passphrase.again': 'Passphrase again',
  'passphrase.empty': 'Enter a passphrase',
  'passphrase.enter': 'Enter your passphrase',
  'passphrase.short': 'Passphrase must be 15 characters or more',
  'passphrase.known': 'Choose a passphrase that is harder to guess',
  'passphrase.again-empty': 'Enter the passphrase again',
  'passphrase.different': 'The two passphrases must be the same',
  'strength.label': 'Strength',
  'strength.none': 'Strength is shown while you type',
  'strength.short': { one: 'Too short: 1 more character', other: 'Too short: {count} more characters' },
  'strength.known': 'Too easy to guess: made of well known words or patterns',
  'strength.good': 'Good',
  'strength.strong': 'Strong',

  'unlock.title': 'Unlock your vault',
  'unlock.practice-title': 'Unlock the practice vault',
  'unlock.label': 'Passphrase',
  'unlock.submit': 'Unlock',
  'unlock.working': 'Unlocking. This takes a few seconds.',
  'unlock.forgotten': 'Forgotten your passphrase?',
  'unlock.forgotten-text': 'The recovery sheet opens the vault and lets you choose a new passphrase.',
  'unlock.recover': 'Use the recovery sheet',
  'unlock.other': 'Choose another vault',
  'unlock.locked-asked': 'The vault is locked.',
  'unlock.locked-idle':
    'The vault was locked because nobody used Fieldbook for ten minutes. What you typed is kept in it.',
  'idle.announced':
    'Nobody has used Fieldbook for nine minutes. It locks in a minute, and keeps what you typed. Press any key or move the pointer to go on.',

  'recovery.title': 'Open with the recovery sheet',
  'recovery.lead':
    'Type the code from your recovery sheet and choose a new passphrase. The old passphrase stops working.',
  'recovery.device':
    'The vault goes on as a new device: what you write from now on is signed with a new key, and the record shows where the change was. Nothing you wrote before is lost.',
  'recovery.code': 'Recovery code',
  'recovery.code-hint': 'Capital letters, spaces and dashes do not matter.',
  'recovery.no-code': 'Enter the recovery code',
  'recovery.new': 'New passphrase',
  'recovery.submit': 'Open the vault',
  'recovery.working': 'Opening the vault. This takes a few seconds.',
  'recovery.back': 'Back to unlocking with the passphrase',

  'sheet.title': 'Recovery sheet',
  'sheet.lead':
    'A recovery sheet is a code on paper. It opens your vault when you have forgotten your passphrase. Without it, a forgotten passphrase loses everything in the vault.',
  'sheet.replaces': 'You made a recovery sheet on {moment}. A new one makes the old one useless.',
  'sheet.make': 'Make the recovery sheet',
  'sheet.make-new': 'Make a new recovery sheet',
  'sheet.making': 'Making the recovery sheet',
  'sheet.skip': 'Do this later',
  'sheet.once': 'The code is shown only now. Print it or write it down before you leave this page.',
  'sheet.paper-title': 'Fieldbook recovery sheet',
  'sheet.code': 'Recovery code',
  'sheet.vault': 'Vault',
  'sheet.made': 'Sheet made',
  'sheet.how': 'How to use it',
  'sheet.how-1': 'Open Fieldbook on the laptop that holds the vault.',
  'sheet.how-2': 'Choose the vault, then ‘Use the recovery sheet’.',
  'sheet.how-3': 'Type the code and choose a new passphrase. Then make a new sheet and destroy this one.',
  'sheet.keep':
    'Whoever holds this sheet and the laptop can read the vault. Keep it locked away, apart from the laptop.',
  'sheet.print': 'Print',
  'sheet.confirm': 'I have printed it or written it down',
  'sheet.before': 'Before you go on',
  'sheet.not-confirmed': 'Confirm that you have printed the sheet or written it down',
  'sheet.done': 'Continue',

  'reminder.title': 'Make your recovery sheet',
  'reminder.text': 'This vault has no recovery sheet. If you forget your passphrase, everything in it is lost.',
  'reminder.make': 'Make the recovery sheet',

  'notice.older-title': 'This vault is older than Fieldbook last knew it',
  'notice.older-what':
    'The vault file on this laptop holds less than when it was last used here: an older copy was put in its place, or the last changes did not reach the disk. Notes written after that copy may be missing.',
  'notice.older-do':
    'If you put back a copy yourself, look through your notes and write down again what is missing. If you did not, stop, keep the laptop as it is and report it.',
  'notice.older-device':
    'Fieldbook goes on as a new device, so that what was written before and after can be told apart.',
  'notice.copied-title': 'A copy of this vault is used elsewhere',
  'notice.copied-what':
    'The central store knows entries or a device of yours that did not come from here: the files of this vault were copied, and somebody opened the copy.',
  'notice.copied-device':
    'Fieldbook goes on as a new device. What was written here and what was written in the copy are kept side by side.',
  'notice.copied-do':
    'If you did not copy the vault yourself, report it: whoever opened the copy knows your passphrase.',
  'notice.code-wanted':
    'Your organisation has to approve the new device. Ask your administrator for a code for it. Until then you can write, and nothing is sent. Afterwards everything that the central store received before comes back.',
  'notice.code-enter': 'Enter the code',
  'notice.important': 'Important',
  'notice.warning': 'Warning',
  'notice.recovered':
    'You opened this vault with the recovery sheet. It goes on as a new device, and the code you used should not be used again.',
  'notice.recovered-make': 'Make a new recovery sheet',

  'practice.words': 'PRACTICE',
  'practice.text': 'A practice vault. Nothing in it is real, and it must not hold real evidence.',
  'practice.delete': 'Delete this practice vault',
  'practice.delete-which': ', made on {moment}',
  'practice.confirm-title': 'Delete the practice vault made on {moment}?',
  'practice.confirm-text': 'The sample inspection and everything you wrote in this practice vault are destroyed.',
  'practice.confirm': 'Delete it',
  'practice.keep': 'Keep it',
  'practice.deleting': 'Deleting the practice vault',

  'stopped.title': 'Unlock the vault to carry on',
  'stopped.text':
    'The process that keeps your vault stopped and has been started again. What you typed is still on the page and comes back into view.',
  'stopped.submit': 'Unlock and carry on',
  'stopped.leave': 'Leave this page locked',

  'connection.expired-title': 'This link cannot be used any more',
  'connection.expired-text': 'A link opens Fieldbook once, and within 60 seconds.',
  'connection.gone-title': 'This page is not connected to Fieldbook',
  'connection.gone-text':
    'The page was loaded again or opened without a link, Fieldbook was opened on another page, or Fieldbook was closed. Your vaults are safe on this laptop.',
  'connection.enter':
    'Go to the terminal where Fieldbook was started and press Enter. Then open the fresh link that it prints.',
  'connection.restart': 'If Fieldbook no longer runs there, start it again with npm start.',
  'connection.typed':
    'What you typed up to a second ago is in your vault. The page below stays as it is, so that you can read the rest.',

  'vault.title': 'Your vault',
  'vault.name': 'Name',
  'vault.made': 'Made',
  'vault.device': 'This device',
  'vault.sheet': 'Recovery sheet',
  'vault.sheet-made': 'Made on {moment}',
  'vault.sheet-missing': 'Not made',
  'vault.sheet-action': 'Make a new one',
  'vault.sheet-action-first': 'Make it now',
  'vault.check-title': 'Check the vault',
  'vault.check-text':
    'Every entry is signed and chained to the one before. The check reads them all and reports anything that was changed, removed or added.',
  'vault.check': 'Check the vault',
  'vault.checking': 'Checking every entry',
  'vault.sound': 'Nothing was changed, removed or added.',
  'vault.unsound': { one: 'The check found 1 fault.', other: 'The check found {count} faults.' },
  'vault.unsound-next': 'Keep the laptop as it is and report the faults listed here.',
  'vault.entries': 'Entries',
  'vault.bodies': 'Readable texts',
  'vault.chains': 'Chains',
  'vault.compartments': 'Compartments',
  'vault.findings': 'Faults found',
  'vault.finding-fault': 'Fault',
  'vault.finding-entry': 'Entry',
  'vault.finding-place': 'Place in its chain',
  'vault.finding-none': 'Not known',
} as const
